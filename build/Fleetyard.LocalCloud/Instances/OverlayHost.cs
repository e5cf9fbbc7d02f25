using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Fleetyard.LocalCloud.Instances.Boot;

namespace Fleetyard.LocalCloud.Instances;

/// <summary>Instances that are copy-on-write clones of this machine: an overlay over <c>/</c> in namespaces of their own.</summary>
/// <remarks>
/// A holder process has the namespaces and reads a pipe of ours. However this process ends, the pipe's end ends the holder,
/// and the kernel takes down every mount and process of the clone with it.
/// The network is the machine's own, and so is the kernel: a clone keeps a script's changes apart, it is no cage for a hostile one.
/// </remarks>
/// <param name="directory">Where the clones' upper layers are kept.</param>
/// <param name="hidden">A folder that no clone sees, beside the one of all of LocalCloud, two above; null for none.</param>
public sealed class OverlayHost(string directory, string? hidden = null) : IInstanceHost
{
    private static readonly string[] Tools = ["unshare", "nsenter", "mount", "setsid", "setpriv"];

    private readonly ConcurrentDictionary<string, OverlayHolder> holders = new();
    private readonly HostFolders folders = new(directory);

    private readonly (string Artifacts, string Cloud) hiddenFolders = (Path.GetFullPath(hidden ?? Above(directory)), Above(directory));

    /// <inheritdoc/>
    public event Action<string>? PoweredOff;

    /// <inheritdoc/>
    public InstanceKind Kind => InstanceKind.Overlay;

    /// <inheritdoc/>
    public string Description => "overlay: clones of this machine standing in for the recipe's distribution";

    /// <inheritdoc/>
    public bool HasOwnKernel => false;

    /// <inheritdoc/>
    public bool HasBoot => true;

    /// <inheritdoc/>
    public bool Runs(string architecture) => architecture == (RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x86_64");

    /// <inheritdoc/>
    public async Task<string?> WhyNotAsync(CancellationToken cancellationToken) =>
        !OperatingSystem.IsLinux() ? "overlay instances need Linux; use --instances=simulated"
        : !Environment.IsPrivilegedProcess ? "overlay instances need root; run as root, or use --instances=simulated"
        : Tools.FirstOrDefault(Tool.IsMissing) is { } missing ? $"overlay instances need {missing}; install util-linux and mount"
        : await TriedAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task LaunchAsync(string instanceId, MachineImage image, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(image);
        var folder = folders.MakeInstance(instanceId);
        if (image.ImageId is { } id)
        {
            // Overlayfs refuses a lower layer that lies inside another, as every folder does in "/": the image is copied instead.
            // (An overlay of "/" and an empty tmpfs would do as a lower layer, but then images and instances could not be removed freely.)
            await CopyAsync(folders.Image(id), folder, cancellationToken);
        }

        await StartAsync(instanceId, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task StartAsync(string instanceId, CancellationToken cancellationToken)
    {
        await StopAsync(instanceId, cancellationToken);
        var folder = folders.Instance(instanceId);
        if (!Directory.Exists(folder))
        {
            throw new InstanceHostException($"The clone {instanceId} is gone: its folder {folder} is not there; launch another instance.");
        }

        var reports = new BootReports(() => PoweredOff?.Invoke(instanceId));
        holders[instanceId] = await OverlayHolder.StartAsync(Path.GetFullPath(folder), instanceId, hiddenFolders, reports, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task StopAsync(string instanceId, CancellationToken cancellationToken)
    {
        if (holders.TryRemove(instanceId, out var holder))
        {
            await holder.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public async Task RebootAsync(string instanceId, CancellationToken cancellationToken)
    {
        await StopAsync(instanceId, cancellationToken);
        await StartAsync(instanceId, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task TerminateAsync(string instanceId, CancellationToken cancellationToken)
    {
        await StopAsync(instanceId, cancellationToken);
        await RemoveAsync(folders.Instance(instanceId), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<string?> AddressAsync(string instanceId, CancellationToken cancellationToken) => Task.FromResult<string?>(LoopbackAddress.Of(folders.Instance(instanceId)));

    /// <inheritdoc/>
    public async Task<int> RunAsync(string instanceId, InstanceCommand command, Action<OutputChunk> output, CancellationToken cancellationToken)
    {
        if (holders.GetValueOrDefault(instanceId) is { IsOff: true })
        {
            throw new InstanceHostException($"The clone {instanceId} has powered itself off; start it, or launch another instance.");
        }

        if (!holders.TryGetValue(instanceId, out var holder) || holder.HasEnded)
        {
            await StartAsync(instanceId, cancellationToken);
        }

        return await holders[instanceId].RunAsync(command, output, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<long> CaptureAsync(string instanceId, string imageId, CancellationToken cancellationToken)
    {
        var image = folders.MakeImage(imageId);
        try
        {
            await CopyAsync(folders.Instance(instanceId), image, cancellationToken);
            var size = await Tool.RunAsync("du", ["--summarize", "--block-size=1", Path.Combine(image, "upper")], cancellationToken);
            return long.Parse(size.Split('\t')[0], System.Globalization.CultureInfo.InvariantCulture);
        }
        catch
        {
            // Half an image is none, and may be what fills the disk.
            await RemoveAsync(image, CancellationToken.None);
            throw;
        }
    }

    /// <inheritdoc/>
    public Task RemoveImageAsync(string imageId, CancellationToken cancellationToken) => RemoveAsync(folders.Image(imageId), cancellationToken);

    /// <inheritdoc/>
    public async Task ReconcileAsync(IReadOnlySet<string> instanceIds, IReadOnlySet<string> imageIds, CancellationToken cancellationToken)
    {
        foreach (var (folder, known) in new[] { (folders.Instances, instanceIds), (folders.Images, imageIds) })
        {
            foreach (var entry in HostFolder.Entries(folder).Where(entry => !known.Contains(Path.GetFileName(entry))))
            {
                await RemoveAsync(entry, cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var id in holders.Keys)
        {
            await StopAsync(id, CancellationToken.None);
        }
    }

    private static string Above(string directory) => Path.GetFullPath(Path.Combine(directory, "..", ".."));

    private static Task<string> CopyAsync(string from, string to, CancellationToken cancellationToken) =>
        Tool.RunLeashedAsync("cp", ["--archive", "--reflink=auto", Path.Combine(from, "upper"), to], cancellationToken);

    /// <summary>Makes a clone and ends it: root in a container may be forbidden to mount, and not every file system can be an upper layer.</summary>
    private async Task<string?> TriedAsync(CancellationToken cancellationToken)
    {
        var name = "try-" + Guid.NewGuid().ToString("N");
        try
        {
            folders.MakeInstance(name);
            await StartAsync(name, cancellationToken);
            return null;
        }
        catch (Exception e) when (e is InstanceHostException or IOException or UnauthorizedAccessException)
        {
            return $"overlay instances do not work here ({e.Message}); run where root may mount, or use --instances=simulated";
        }
        finally
        {
            await TerminateAsync(name, CancellationToken.None);
        }
    }

    /// <summary>Removes a folder; what a killed program had writing into it may take a moment to end.</summary>
    private static async Task RemoveAsync(string folder, CancellationToken cancellationToken)
    {
        for (var tries = 20; Path.Exists(folder); tries--)
        {
            try
            {
                await Tool.RunAsync("rm", ["--recursive", "--force", "--one-file-system", folder], cancellationToken);
            }
            catch (InstanceHostException) when (tries > 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(250), TimeProvider.System, cancellationToken);
            }
        }
    }
}
