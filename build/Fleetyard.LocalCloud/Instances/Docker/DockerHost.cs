using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace Fleetyard.LocalCloud.Instances.Docker;

/// <summary>Instances that are containers of the recipe's distribution; an AMI is a committed image.</summary>
/// <remarks>
/// A container's main process reads a pipe of ours. However this process ends, the pipe's end ends the container; its disk stays for
/// the next command. Containers and images carry labels, and what carries this LocalCloud's and is not known to it any more is removed.
/// </remarks>
public sealed class DockerHost : IInstanceHost
{
    private readonly ConcurrentDictionary<string, ContainerPipe> pipes = new();
    private readonly Owner owner;
    private readonly DockerEngine engine;
    private readonly BaseImages bases;
    private readonly AmiImages amis;

    /// <summary>A host of containers.</summary>
    /// <param name="directory">A folder of its own; what the engine keeps for this host is known by it.</param>
    /// <param name="progress">Takes lines for people about work that takes long.</param>
    /// <param name="engine">The engine's address; null for the one that the docker CLI would use.</param>
    public DockerHost(string directory, Action<string>? progress = null, Uri? engine = null)
    {
        owner = Owner.Of(directory);
        this.engine = new DockerEngine(engine);
        bases = new BaseImages(this.engine, Path.Combine(directory, "bases"), progress ?? (_ => { }));
        amis = new AmiImages(this.engine, owner);
    }

    /// <inheritdoc/>
    public event Action<string>? PoweredOff;

    /// <inheritdoc/>
    public InstanceKind Kind => InstanceKind.Docker;

    /// <inheritdoc/>
    public string Description => $"docker: containers of the recipe's distribution, on the engine at {engine.Address}";

    /// <inheritdoc/>
    public bool HasOwnKernel => false;

    /// <inheritdoc/>
    public bool HasBoot => true;

    /// <inheritdoc/>
    public bool Runs(string architecture) => architecture == (RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x86_64");

    /// <inheritdoc/>
    public async Task<string?> WhyNotAsync(CancellationToken cancellationToken)
    {
        try
        {
            await engine.ConnectAsync(cancellationToken);
            return null;
        }
        catch (InstanceHostException fault)
        {
            return fault.Message;
        }
    }

    /// <summary>Whether the engine has a base system, or one can be made, without a registry.</summary>
    public async Task<bool> HasBaseAtHandAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await bases.AreAtHandAsync(cancellationToken);
        }
        catch (InstanceHostException)
        {
            // There is no engine, or it does not tell.
            return false;
        }
    }

    /// <inheritdoc/>
    public async Task LaunchAsync(string instanceId, MachineImage image, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(image);
        var name = image.ImageId is { } id ? amis.Name(id) : await bases.NameAsync(image.BaseSystem, cancellationToken);
        try
        {
            await engine.AskAsync(
                $"create the instance {instanceId}",
                client => client.Containers.CreateContainerAsync(InstanceContainer.Parameters(owner, instanceId, name), cancellationToken),
                cancellationToken);
        }
        catch (DockerImageNotFoundException fault)
        {
            throw new InstanceHostException($"The image {name} is gone from the engine, removed by someone else; make the AMI anew with --force.", fault);
        }

        try
        {
            await StartAsync(instanceId, cancellationToken);
        }
        catch
        {
            await TerminateAsync(instanceId, CancellationToken.None);
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task StartAsync(string instanceId, CancellationToken cancellationToken)
    {
        await StopAsync(instanceId, cancellationToken);
        var pipe = pipes[instanceId] = await OfAsync(instanceId, "start", client => ContainerPipe.AttachAsync(client, Name(instanceId), () => PoweredOff?.Invoke(instanceId), cancellationToken), cancellationToken);
        await OfAsync(instanceId, "start", client => client.Containers.StartContainerAsync(Name(instanceId), new ContainerStartParameters(), cancellationToken), cancellationToken);
        if (!await pipe.BootedAsync(cancellationToken))
        {
            throw new InstanceHostException($"The container of {instanceId} was started and did not boot, stopped by someone else or by the engine; run the target again.");
        }
    }

    /// <inheritdoc/>
    public async Task StopAsync(string instanceId, CancellationToken cancellationToken)
    {
        if (pipes.TryRemove(instanceId, out var pipe))
        {
            pipe.Dispose();
        }

        await OfAsync(instanceId, "stop", client => client.Containers.StopContainerAsync(Name(instanceId), new ContainerStopParameters { WaitBeforeKillSeconds = 1 }, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task RebootAsync(string instanceId, CancellationToken cancellationToken)
    {
        if (!pipes.TryGetValue(instanceId, out var pipe) || !await pipe.RebootedAsync(cancellationToken))
        {
            await StartAsync(instanceId, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task TerminateAsync(string instanceId, CancellationToken cancellationToken)
    {
        if (pipes.TryRemove(instanceId, out var pipe))
        {
            pipe.Dispose();
        }

        // Not to be cancelled: a program that ends must not leave behind what it was told to remove.
        await RemoveContainerAsync(Name(instanceId), CancellationToken.None);
        await amis.RemoveNamelessAsync(CancellationToken.None);
    }

    /// <inheritdoc/>
    public async Task<string?> AddressAsync(string instanceId, CancellationToken cancellationToken)
    {
        var container = await OfAsync(instanceId, "look at", client => client.Containers.InspectContainerAsync(Name(instanceId), cancellationToken), cancellationToken);
        return container.NetworkSettings?.Networks?.Values.Select(network => network.IPAddress).FirstOrDefault(address => !string.IsNullOrEmpty(address));
    }

    /// <inheritdoc/>
    public async Task<int> RunAsync(string instanceId, InstanceCommand command, Action<OutputChunk> output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(output);

        ThrowIfOff();

        // A container outlives neither the program that started it nor the engine: a later command starts it again.
        if (!pipes.ContainsKey(instanceId) || !await IsRunningAsync())
        {
            await StartAsync(instanceId, cancellationToken);
        }

        var code = await OfAsync(instanceId, "run a command in", client => new ContainerCommand(client, Name(instanceId)).RunAsync(command, output, cancellationToken), cancellationToken);
        ThrowIfOff();
        return await IsRunningAsync()
            ? code
            : throw new InstanceHostException($"The container of {instanceId} ended while a command ran in it, stopped by someone else or by the engine; run the target again.");

        void ThrowIfOff()
        {
            if (pipes.GetValueOrDefault(instanceId) is { IsOff: true })
            {
                throw new InstanceHostException($"The container of {instanceId} has powered itself off; start it, or launch another instance.");
            }
        }

        async Task<bool> IsRunningAsync() =>
            (await OfAsync(instanceId, "look at", client => client.Containers.InspectContainerAsync(Name(instanceId), cancellationToken), cancellationToken)).State?.Running is true;
    }

    /// <inheritdoc/>
    public Task<long> CaptureAsync(string instanceId, string imageId, CancellationToken cancellationToken) =>
        OfAsync(instanceId, "make an image of", client => amis.CommitAsync(client, Name(instanceId), imageId, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task RemoveImageAsync(string imageId, CancellationToken cancellationToken) => amis.RemoveAsync(imageId, cancellationToken);

    /// <inheritdoc/>
    public async Task ReconcileAsync(IReadOnlySet<string> instanceIds, IReadOnlySet<string> imageIds, CancellationToken cancellationToken)
    {
        await bases.ReconcileAsync(cancellationToken);

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
            await RemoveContainerAsync(name, cancellationToken);
        }

        await amis.ReconcileAsync(imageIds, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var id in pipes.Keys)
        {
            try
            {
                await StopAsync(id, CancellationToken.None);
            }
            catch (InstanceHostException)
            {
                // The engine or the container is gone; the pipe is closed in any case.
            }
        }

        engine.Dispose();
    }

    private string Name(string instanceId) => owner.Prefix + instanceId;

    private async Task RemoveContainerAsync(string name, CancellationToken cancellationToken)
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

    /// <summary>Asks the engine for something of an instance's container.</summary>
    /// <exception cref="InstanceHostException">The container is gone, or the engine refused.</exception>
    private async Task<T> OfAsync<T>(string instanceId, string what, Func<DockerClient, Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await engine.AskAsync($"{what} {instanceId}", ask, cancellationToken);
        }
        catch (DockerContainerNotFoundException fault)
        {
            throw new InstanceHostException($"The container of {instanceId} is gone, removed by someone else; run the target again, which launches another instance.", fault);
        }
    }
}
