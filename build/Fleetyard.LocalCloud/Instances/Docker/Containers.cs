using System.Collections.Concurrent;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace Fleetyard.LocalCloud.Instances.Docker;

/// <summary>The containers of instances, and the pipes that they live by.</summary>
internal sealed partial class Containers(DockerEngine engine, Owner owner, Action<string> poweredOff)
{
    private readonly ConcurrentDictionary<string, ContainerPipe> pipes = new();

    /// <summary>Creates an instance's from an image.</summary>
    /// <exception cref="InstanceHostException">The image is gone, or the engine refused.</exception>
    public async Task CreateAsync(string instanceId, string image, CancellationToken cancellationToken)
    {
        try
        {
            // Not to be cancelled: the engine would go on with it all the same, and nobody would know of the container.
            await engine.AskAsync(
                $"create the instance {instanceId}",
                client => client.Containers.CreateContainerAsync(InstanceContainer.Parameters(owner, instanceId, image), CancellationToken.None),
                cancellationToken);
        }
        catch (DockerImageNotFoundException fault)
        {
            throw new InstanceHostException($"The image {image} is gone from the engine, removed by someone else; make the AMI anew with --force.", fault);
        }
    }

    /// <summary>Starts an instance's and waits until it has booted.</summary>
    /// <exception cref="InstanceHostException">It is gone or did not boot, or the engine refused.</exception>
    public async Task StartAsync(string instanceId, CancellationToken cancellationToken)
    {
        await StopAsync(instanceId, cancellationToken);
        var pipe = pipes[instanceId] = await AskAsync(instanceId, "start", (client, name) => ContainerPipe.AttachAsync(client, name, () => poweredOff(instanceId), cancellationToken), cancellationToken);
        await AskAsync(instanceId, "start", (client, name) => client.Containers.StartContainerAsync(name, new ContainerStartParameters(), cancellationToken), cancellationToken);
        if (!await pipe.BootedAsync(cancellationToken))
        {
            throw new InstanceHostException($"The container of {instanceId} was started and did not boot, stopped by someone else or by the engine; run the target again.");
        }
    }

    /// <summary>Stops an instance's; its disk stays.</summary>
    /// <exception cref="InstanceHostException">It is gone, or the engine refused.</exception>
    public Task StopAsync(string instanceId, CancellationToken cancellationToken)
    {
        LetGo(instanceId);
        return AskAsync(instanceId, "stop", (client, name) => client.Containers.StopContainerAsync(name, new ContainerStopParameters { WaitBeforeKillSeconds = 1 }, cancellationToken), cancellationToken);
    }

    /// <summary>Stops all that run; one that is gone, or whose engine is, has ended with its pipe.</summary>
    public async Task StopAllAsync()
    {
        foreach (var id in pipes.Keys)
        {
            try
            {
                await StopAsync(id, CancellationToken.None);
            }
            catch (InstanceHostException)
            {
                // The pipe is closed in any case.
            }
        }
    }

    /// <summary>Boots an instance's anew.</summary>
    /// <exception cref="InstanceHostException">It is gone or did not boot, or the engine refused.</exception>
    public async Task RebootAsync(string instanceId, CancellationToken cancellationToken)
    {
        if (!pipes.TryGetValue(instanceId, out var pipe) || !await pipe.RebootedAsync(cancellationToken))
        {
            await StartAsync(instanceId, cancellationToken);
        }
    }

    /// <summary>Removes an instance's; does nothing for one that is gone.</summary>
    /// <exception cref="InstanceHostException">The engine refused.</exception>
    public Task RemoveAsync(string instanceId, CancellationToken cancellationToken)
    {
        LetGo(instanceId);
        return RemoveNamedAsync(owner.Prefix + instanceId, cancellationToken);
    }

    /// <summary>The address of an instance's; null where it has none.</summary>
    /// <exception cref="InstanceHostException">It is gone, or the engine refused.</exception>
    public async Task<string?> AddressAsync(string instanceId, CancellationToken cancellationToken) =>
        (await InspectAsync(instanceId, cancellationToken)).NetworkSettings?.Networks?.Values.Select(network => network.IPAddress).FirstOrDefault(address => !string.IsNullOrEmpty(address));

    /// <summary>Removes those of instances that do not exist.</summary>
    /// <exception cref="InstanceHostException">The engine refused.</exception>
    public async Task ReconcileAsync(IReadOnlySet<string> instanceIds, CancellationToken cancellationToken)
    {
        // A container that someone else makes of an AMI's image inherits the image's labels, but not the name.
        var names = from container in await engine.AskAsync(
                        "list containers",
                        client => client.Containers.ListContainersAsync(new ContainersListParameters { All = true, Filters = owner.Filter }, cancellationToken),
                        cancellationToken)
                    from name in container.Names
                    where name.StartsWith('/' + owner.Prefix, StringComparison.Ordinal)
                    select name[1..];
        foreach (var name in names.Where(name => !instanceIds.Contains(name[owner.Prefix.Length..])))
        {
            await RemoveNamedAsync(name, cancellationToken);
        }
    }

    /// <summary>Asks the engine for something of an instance's, which has the name that <paramref name="ask"/> gets.</summary>
    /// <exception cref="InstanceHostException">The container is gone, or the engine refused.</exception>
    public async Task<T> AskAsync<T>(string instanceId, string what, Func<DockerClient, string, Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await engine.AskAsync($"{what} {instanceId}", client => ask(client, owner.Prefix + instanceId), cancellationToken);
        }
        catch (DockerContainerNotFoundException fault)
        {
            throw new InstanceHostException($"The container of {instanceId} is gone, removed by someone else; run the target again, which launches another instance.", fault);
        }
    }

    private void LetGo(string instanceId)
    {
        if (pipes.TryRemove(instanceId, out var pipe))
        {
            pipe.Dispose();
        }
    }

    private Task<ContainerInspectResponse> InspectAsync(string instanceId, CancellationToken cancellationToken) =>
        AskAsync(instanceId, "look at", (client, name) => client.Containers.InspectContainerAsync(name, cancellationToken), cancellationToken);

    private async Task RemoveNamedAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await engine.AskAsync($"remove {name}", client => client.Containers.RemoveContainerAsync(name, new ContainerRemoveParameters { Force = true, RemoveVolumes = true }, cancellationToken), cancellationToken);
        }
        catch (DockerContainerNotFoundException)
        {
            // It is gone already.
        }
    }
}
