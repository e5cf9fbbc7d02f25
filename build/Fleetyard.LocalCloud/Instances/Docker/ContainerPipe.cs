using System.Text;
using Docker.DotNet;
using Docker.DotNet.Models;
using Fleetyard.LocalCloud.Instances.Boot;

namespace Fleetyard.LocalCloud.Instances.Docker;

/// <summary>The pipe to a container's main process, which ends at its end.</summary>
internal sealed class ContainerPipe : IDisposable
{
    /// <summary>How long a boot may take; its sshd is waited for in it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly byte[] Reboot = "reboot\n"u8.ToArray();

    private readonly MultiplexedStream stream;
    private readonly BootReports reports;
    private Task listening = Task.CompletedTask;

    private ContainerPipe(MultiplexedStream stream, BootReports reports) => (this.stream, this.reports) = (stream, reports);

    /// <inheritdoc cref="BootReports.IsOff"/>
    public bool IsOff => reports.IsOff;

    /// <summary>Attaches to a container that is about to be started.</summary>
    public static async Task<ContainerPipe> AttachAsync(DockerClient client, string container, Action poweredOff, CancellationToken cancellationToken)
    {
        var parameters = new ContainerAttachParameters { Stream = true, Stdin = true, Stdout = true };
        var pipe = new ContainerPipe(await client.Containers.AttachContainerAsync(container, parameters, cancellationToken), new BootReports(poweredOff));
        pipe.listening = pipe.ListenAsync();
        return pipe;
    }

    /// <summary>Waits until the container has booted.</summary>
    /// <returns>False where it ended before, or does not come to an end.</returns>
    public async Task<bool> BootedAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await reports.BootedAsync(cancellationToken).WaitAsync(Patience, cancellationToken);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Waits a moment for the end of the container.</summary>
    public async Task EndAsync(TimeSpan atMost) => await listening.WaitAsync(atMost).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>Boots it anew in place, which keeps its address.</summary>
    /// <returns>False where it did not take the wish.</returns>
    public async Task<bool> RebootedAsync(CancellationToken cancellationToken)
    {
        try
        {
            reports.Forget();
            await stream.WriteAsync(Reboot, 0, Reboot.Length, cancellationToken);
            return await BootedAsync(cancellationToken);
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            return false;
        }
    }

    public void Dispose() => stream.Dispose();

    private async Task ListenAsync()
    {
        try
        {
            var bytes = new byte[256];
            for (MultiplexedStream.ReadResult read; !(read = await stream.ReadOutputAsync(bytes, 0, bytes.Length, CancellationToken.None)).EOF;)
            {
                reports.Take(Encoding.ASCII.GetString(bytes, 0, read.Count));
            }
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The pipe was closed at our end, or the engine went away.
        }
        finally
        {
            reports.End();
        }
    }
}
