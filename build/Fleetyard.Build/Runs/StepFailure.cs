using System.Net.Sockets;
using Amazon.Runtime;
using Cake.Core;
using Fleetyard.Fleets;

namespace Fleetyard.Build.Runs;

/// <summary>What a step may end with beside success, and how it is told in one line.</summary>
internal static class StepFailure
{
    /// <summary>What work comes to; what it fails of ends the command in one line.</summary>
    /// <exception cref="CakeException">It failed, or was interrupted.</exception>
    public static async Task<T> ToldAsync<T>(string step, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (e is not CakeException)
        {
            throw new CakeException(e is OperationCanceledException and not TaskCanceledException { InnerException: TimeoutException } ? ExitCode.Interrupted : ExitCode.CouldNot, Explained(e, step).Message);
        }
    }

    /// <summary>The failure with what to do.</summary>
    public static Exception Explained(Exception e, string step) => e switch
    {
        AmazonServiceException aws => new FleetException($"{step}: {AwsErrors.Told(aws)}", e),
        HttpRequestException or IOException { InnerException: SocketException } => new FleetException($"{step}: AWS could not be asked: {e.Message.TrimEnd('.')}; check the network, and run the same command again.", e),
        TimeoutException or TaskCanceledException { InnerException: TimeoutException } => new FleetException($"{step}: AWS did not answer in time; check the network, and run the same command again.", e),
        AmazonClientException client => new FleetException($"{step}: AWS could not be asked: {client.Message.TrimEnd('.')}; check credentials and network, and run the same command again.", e),
        IOException io => new FleetException($"{step}: {io.Message.TrimEnd('.')}; free space or make the folder writable, and run the same command again.", e),
        OperationCanceledException => new OperationCanceledException($"{step} was interrupted; the same command goes on from there.", e),
        UnauthorizedAccessException denied => new FleetException($"{step}: {denied.Message.TrimEnd('.')}; make it writable or run as the user whose it is, and run the same command again.", e),
        FleetException => e,
        _ => new FleetException($"{step} stopped at a fault of this program's own ({e.GetType().Name}: {e.Message.ReplaceLineEndings(" ").TrimEnd('.')}); run the same command again, and report it if it comes back.", e),
    };
}
