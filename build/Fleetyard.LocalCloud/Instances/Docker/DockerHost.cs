using System.Runtime.InteropServices;

namespace Fleetyard.LocalCloud.Instances.Docker;

/// <summary>Instances that are containers of the recipe's distribution; an AMI is a committed image.</summary>
/// <remarks>
/// A container's main process reads a pipe of ours. However this process ends, the pipe's end ends the container; its disk stays for
/// the next command. Containers and images carry labels, and what carries this LocalCloud's and is not known to it any more is removed.
/// </remarks>
public sealed class DockerHost : IInstanceHost
{
    private readonly DockerEngine engine;
    private readonly BaseImages bases;
    private readonly Containers containers;
    private readonly AmiImages amis;

    /// <summary>A host of containers.</summary>
    /// <param name="directory">A folder of its own; what the engine keeps for this host is known by it.</param>
    /// <param name="progress">Takes lines for people about work that takes long.</param>
    /// <param name="engine">The engine's address; null for the one that the docker CLI would use.</param>
    /// <param name="isChosen">Whether nothing else will do, so that an engine that is slow to answer is waited for.</param>
    public DockerHost(string directory, Action<string>? progress = null, Uri? engine = null, bool isChosen = false)
    {
        var (owner, told) = (Owner.Of(directory), progress ?? (_ => { }));
        this.engine = new DockerEngine(engine, isChosen);
        bases = new BaseImages(this.engine, Path.Combine(directory, "bases"), told);
        containers = new Containers(this.engine, owner, instanceId => PoweredOff?.Invoke(instanceId));
        amis = new AmiImages(this.engine, owner, new Commits(this.engine, Path.Combine(directory, "commits"), told));
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
        await containers.CreateAsync(instanceId, name, cancellationToken);
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
    public Task StartAsync(string instanceId, CancellationToken cancellationToken) => containers.StartAsync(instanceId, cancellationToken);

    /// <inheritdoc/>
    public Task StopAsync(string instanceId, CancellationToken cancellationToken) => containers.StopAsync(instanceId, cancellationToken);

    /// <inheritdoc/>
    public Task RebootAsync(string instanceId, CancellationToken cancellationToken) => containers.RebootAsync(instanceId, cancellationToken);

    /// <inheritdoc/>
    public async Task TerminateAsync(string instanceId, CancellationToken cancellationToken)
    {
        // Not to be cancelled: a program that ends must not leave behind what it was told to remove.
        await containers.RemoveAsync(instanceId, CancellationToken.None);
        await amis.RemoveNamelessAsync(CancellationToken.None);
    }

    /// <inheritdoc/>
    public Task<string?> AddressAsync(string instanceId, CancellationToken cancellationToken) => containers.AddressAsync(instanceId, cancellationToken);

    /// <inheritdoc/>
    public Task<int> RunAsync(string instanceId, InstanceCommand command, Action<OutputChunk> output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(output);
        return containers.RunAsync(instanceId, command, output, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<long> CaptureAsync(string instanceId, string imageId, CancellationToken cancellationToken) =>
        containers.AskAsync(instanceId, "make an image of", (client, name) => amis.CommitAsync(client, name, imageId, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task RemoveImageAsync(string imageId, CancellationToken cancellationToken) => amis.RemoveAsync(imageId, cancellationToken);

    /// <inheritdoc/>
    public async Task ReconcileAsync(IReadOnlySet<string> instanceIds, IReadOnlySet<string> imageIds, CancellationToken cancellationToken)
    {
        await bases.ReconcileAsync(cancellationToken);
        await containers.ReconcileAsync(instanceIds, cancellationToken);
        await amis.ReconcileAsync(imageIds, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await containers.StopAllAsync();
        engine.Dispose();
    }
}
