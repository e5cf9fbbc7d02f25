using System.Net.Sockets;
using Amazon.Runtime;
using Fleetyard.Fleets;

namespace Fleetyard.Build.Runs;

/// <summary>What a step may end with beside success, and how it is told in one line.</summary>
internal static class StepFailure
{
    /// <summary>Whether it ends one recipe's run rather than the program.</summary>
    public static bool IsExpected(Exception e) =>
        e is FleetException or OperationCanceledException or AmazonClientException or AmazonServiceException or HttpRequestException or TimeoutException or IOException;

    /// <summary>The failure with what to do.</summary>
    public static Exception Explained(Exception e, string step) => e switch
    {
        AmazonServiceException aws => new FleetException($"{step}: {AwsErrors.Told(aws)}", e),
        HttpRequestException or IOException { InnerException: SocketException } => new FleetException($"{step}: AWS could not be asked: {e.Message.TrimEnd('.')}; check the network, and run the same command again.", e),
        TimeoutException => new FleetException($"{step}: AWS did not answer in time; check the network, and run the same command again.", e),
        AmazonClientException client => new FleetException($"{step}: AWS could not be asked: {client.Message.TrimEnd('.')}; check credentials and network, and run the same command again.", e),
        IOException io => new FleetException($"{step}: {io.Message.TrimEnd('.')}; free space or make the folder writable, and run the same command again.", e),
        OperationCanceledException => new OperationCanceledException($"{step} was interrupted; the same command goes on from there.", e),
        _ => e,
    };
}
