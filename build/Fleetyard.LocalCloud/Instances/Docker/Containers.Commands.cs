using Docker.DotNet;

namespace Fleetyard.LocalCloud.Instances.Docker;

/// <content>Commands in them.</content>
internal sealed partial class Containers
{
    /// <summary>The exit code of a command that was killed (SIGKILL, 9, and 128).</summary>
    private const int Killed = 137;

    /// <summary>How long a container may outlive its commands where all are killed.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);

    /// <summary>Runs a command in an instance's to its end.</summary>
    /// <exception cref="InstanceHostException">It has powered itself off, is gone or ended meanwhile, or the engine refused.</exception>
    public async Task<int> RunAsync(string instanceId, InstanceCommand command, Action<OutputChunk> output, CancellationToken cancellationToken)
    {
        ThrowIfOff(instanceId);

        // A container outlives neither the program that started it nor the engine: a later command starts it again.
        if (!pipes.ContainsKey(instanceId) || !await IsRunningAsync(instanceId, cancellationToken))
        {
            await StartAsync(instanceId, cancellationToken);
        }

        var code = await EndedAsync(instanceId, command, output, cancellationToken);
        ThrowIfOff(instanceId);
        await ThrowIfEndedAsync(instanceId, cancellationToken);
        return code;
    }

    private async Task<int> EndedAsync(string instanceId, InstanceCommand command, Action<OutputChunk> output, CancellationToken cancellationToken)
    {
        try
        {
            var code = await AskAsync(instanceId, "run a command in", (client, name) => new ContainerCommand(client, name).RunAsync(command, output, cancellationToken), cancellationToken);
            if (code == Killed && pipes.TryGetValue(instanceId, out var pipe))
            {
                // What ends a container kills its commands first.
                await pipe.EndAsync(Moment);
            }

            return code;
        }
        catch (InstanceHostException fault) when (fault.InnerException?.InnerException is DockerApiException)
        {
            // An engine knows no command of a container that is gone, and says that alone.
            await ThrowIfEndedAsync(instanceId, cancellationToken);
            throw;
        }
    }

    private async Task ThrowIfEndedAsync(string instanceId, CancellationToken cancellationToken)
    {
        if (!await IsRunningAsync(instanceId, cancellationToken))
        {
            throw new InstanceHostException($"The container of {instanceId} ended while a command ran in it, stopped by someone else or by the engine; run the target again.");
        }
    }

    private void ThrowIfOff(string instanceId)
    {
        if (pipes.GetValueOrDefault(instanceId) is { IsOff: true })
        {
            throw new InstanceHostException($"The container of {instanceId} has powered itself off; start it, or launch another instance.");
        }
    }

    private async Task<bool> IsRunningAsync(string instanceId, CancellationToken cancellationToken) => (await InspectAsync(instanceId, cancellationToken)).State?.Running is true;
}
