using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
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
    private const string Program = "mkdir -p /run/lock && exec cat >/dev/null";

    private readonly ConcurrentDictionary<string, MultiplexedStream> pipes = new();
    private readonly string folder;
    private readonly string cloud;
    private readonly DockerEngine engine;
    private readonly BaseImages bases;

    /// <summary>A host of containers.</summary>
    /// <param name="directory">A folder of its own; what the engine keeps for this host is known by it.</param>
    /// <param name="progress">Takes lines for people about work that takes long.</param>
    /// <param name="engine">The engine's address; null for the one that the docker CLI would use.</param>
    public DockerHost(string directory, Action<string>? progress = null, Uri? engine = null)
    {
        folder = Path.GetFullPath(directory);

        // The engine may be another machine's and have folders of the same name from several.
        cloud = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Environment.MachineName}:{folder}")))[..12];
        this.engine = new DockerEngine(engine);
        bases = new BaseImages(this.engine, Path.Combine(folder, "bases"), progress ?? (_ => { }));
    }

    /// <inheritdoc/>
    public InstanceKind Kind => InstanceKind.Docker;

    /// <inheritdoc/>
    public string Description => $"docker: containers of the recipe's distribution, on the engine at {engine.Address}";

    /// <inheritdoc/>
    public bool HasOwnKernel => false;

    private string Repository => $"fleetyard.local/ami/{cloud}";

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
    public Task<bool> HasBaseAtHandAsync(CancellationToken cancellationToken) => bases.AreAtHandAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task LaunchAsync(string instanceId, MachineImage image, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(image);
        var name = image.ImageId is { } id ? $"{Repository}:{id}" : await bases.NameAsync(image.BaseSystem, cancellationToken);
        try
        {
            await engine.AskAsync($"create the instance {instanceId}", client => client.Containers.CreateContainerAsync(Container(instanceId, name), cancellationToken), cancellationToken);
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
        pipes[instanceId] = await OfAsync(instanceId, "start", client => client.Containers.AttachContainerAsync(Name(instanceId), new ContainerAttachParameters { Stream = true, Stdin = true }, cancellationToken), cancellationToken);
        await OfAsync(instanceId, "start", client => client.Containers.StartContainerAsync(Name(instanceId), new ContainerStartParameters(), cancellationToken), cancellationToken);
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
    public Task RebootAsync(string instanceId, CancellationToken cancellationToken) => StartAsync(instanceId, cancellationToken);

    /// <inheritdoc/>
    public async Task TerminateAsync(string instanceId, CancellationToken cancellationToken)
    {
        if (pipes.TryRemove(instanceId, out var pipe))
        {
            pipe.Dispose();
        }

        await RemoveContainerAsync(Name(instanceId), cancellationToken);
        await RemoveUntaggedAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<int> RunAsync(string instanceId, InstanceCommand command, Action<OutputChunk> output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(output);

        // A container outlives neither the program that started it nor the engine: a later command starts it again.
        if (!pipes.ContainsKey(instanceId) || !await IsRunningAsync())
        {
            await StartAsync(instanceId, cancellationToken);
        }

        var code = await OfAsync(instanceId, "run a command in", client => new ContainerCommand(client, Name(instanceId)).RunAsync(command, output, cancellationToken), cancellationToken);
        return await IsRunningAsync()
            ? code
            : throw new InstanceHostException($"The container of {instanceId} ended while a command ran in it, stopped by someone else or by the engine; run the target again.");

        async Task<bool> IsRunningAsync() =>
            (await OfAsync(instanceId, "look at", client => client.Containers.InspectContainerAsync(Name(instanceId), cancellationToken), cancellationToken)).State?.Running is true;
    }

    /// <inheritdoc/>
    public async Task<long> CaptureAsync(string instanceId, string imageId, CancellationToken cancellationToken)
    {
        var commit = new CommitContainerChangesParameters
        {
            ContainerID = Name(instanceId),
            RepositoryName = Repository,
            Tag = imageId,
            Labels = new Dictionary<string, string> { [Labels.Cloud] = cloud, [Labels.Folder] = folder, [Labels.Image] = imageId },
        };
        var image = await OfAsync(instanceId, "make an image of", client => client.Images.CommitContainerChangesAsync(commit, cancellationToken), cancellationToken);
        return (await engine.AskAsync($"look at the image of {instanceId}", client => client.Images.InspectImageAsync(image.ID, cancellationToken), cancellationToken)).Size;
    }

    /// <inheritdoc/>
    public async Task RemoveImageAsync(string imageId, CancellationToken cancellationToken)
    {
        try
        {
            // By name and with force: that takes our name away, and the image only where nobody else names or uses it.
            await engine.AskAsync($"remove the image {imageId}", client => client.Images.DeleteImageAsync($"{Repository}:{imageId}", new ImageDeleteParameters { Force = true }, cancellationToken), cancellationToken);
        }
        catch (DockerImageNotFoundException)
        {
            // It is gone already.
        }
    }

    /// <inheritdoc/>
    public async Task ReconcileAsync(IReadOnlySet<string> instanceIds, IReadOnlySet<string> imageIds, CancellationToken cancellationToken)
    {
        await bases.ReconcileAsync(cancellationToken);
        var containers = await engine.AskAsync("list containers", client => client.Containers.ListContainersAsync(new ContainersListParameters { All = true, Filters = Ours() }, cancellationToken), cancellationToken);
        foreach (var container in containers)
        {
            // A container that someone else makes of an image inherits the image's labels, but not the name.
            if (container.Names.Select(name => name.TrimStart('/')).FirstOrDefault(name => name.StartsWith(Name(""), StringComparison.Ordinal)) is { } name && !instanceIds.Contains(name[Name("").Length..]))
            {
                await RemoveContainerAsync(name, cancellationToken);
            }
        }

        var images = await engine.AskAsync("list images", client => client.Images.ListImagesAsync(new ImagesListParameters { Filters = Ours() }, cancellationToken), cancellationToken);
        foreach (var tag in images.SelectMany(image => image.RepoTags ?? []).Where(tag => tag.StartsWith(Repository + ':', StringComparison.Ordinal)))
        {
            if (!imageIds.Contains(tag[(Repository.Length + 1)..]))
            {
                await RemoveImageAsync(tag[(Repository.Length + 1)..], cancellationToken);
            }
        }

        await RemoveUntaggedAsync(cancellationToken);
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

    private string Name(string instanceId) => $"fleetyard-{cloud}-{instanceId}";

    private Dictionary<string, IDictionary<string, bool>> Ours() => new() { ["label"] = new Dictionary<string, bool> { [$"{Labels.Cloud}={cloud}"] = true } };

    private CreateContainerParameters Container(string instanceId, string image) => new()
    {
        Name = Name(instanceId),
        Image = image,
        Hostname = instanceId,
        Labels = new Dictionary<string, string> { [Labels.Cloud] = cloud, [Labels.Folder] = folder, [Labels.Instance] = instanceId },
        User = "root",
        WorkingDir = "/",
        Entrypoint = ["/bin/sh", "-c", Program],
        Cmd = [],
        OpenStdin = true,
        StdinOnce = true,
        HostConfig = new HostConfig
        {
            // Reaps what commands leave behind.
            Init = true,

            // Docker's default network: out through the engine's NAT, which package mirrors and Nix's caches want; nothing comes in, and
            // the machine's own services on its loopback are out of reach, as they would not be on the network "host".
            NetworkMode = "bridge",

            // Docker's default set without making devices and raw packets, which no package's scripts want. Nothing is added: Nix's
            // sandbox would want CAP_SYS_ADMIN, with which a container is hardly one; Nix builds without a sandbox where it cannot have one.
            CapDrop = ["MKNOD", "NET_RAW"],
            SecurityOpt = ["no-new-privileges:true"],

            // Many times what a parallel build has; a fork bomb ends here.
            PidsLimit = 8192,

            // An instance's /tmp and /run do not outlive a boot. Scripts and builds run programs from /tmp, which docker's default forbids.
            Tmpfs = new Dictionary<string, string> { ["/tmp"] = "exec,mode=1777", ["/run"] = "exec,mode=755" },

            // The main process says nothing, and a command's output is not logged.
            LogConfig = new LogConfig { Type = "none" },
        },
    };

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

    /// <summary>Removes our images that lost their name while an instance still used them, if none does any more.</summary>
    private async Task RemoveUntaggedAsync(CancellationToken cancellationToken)
    {
        var filters = Ours();
        filters["dangling"] = new Dictionary<string, bool> { ["true"] = true };
        foreach (var image in await engine.AskAsync("list images", client => client.Images.ListImagesAsync(new ImagesListParameters { Filters = filters }, cancellationToken), cancellationToken))
        {
            try
            {
                await engine.AskAsync($"remove {image.ID}", client => client.Images.DeleteImageAsync(image.ID, new ImageDeleteParameters(), cancellationToken), cancellationToken);
            }
            catch (Exception fault) when (fault is InstanceHostException or DockerImageNotFoundException)
            {
                // In use still, or gone meanwhile.
            }
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
