using System.Diagnostics;

namespace Fleetyard.LocalCloud.Instances;

/// <summary>Instances that do not run: a script is checked by its shell, kept, and said not to have run.</summary>
/// <param name="directory">Where scripts and images are kept.</param>
public sealed class SimulatedHost(string directory) : IInstanceHost
{
    /// <inheritdoc/>
    public InstanceKind Kind => InstanceKind.Simulated;

    /// <inheritdoc/>
    public string Description => "simulated: scripts are syntax-checked and recorded, nothing runs";

    /// <inheritdoc/>
    public bool HasOwnKernel => false;

    /// <inheritdoc/>
    public bool Runs(string architecture) => true;

    /// <inheritdoc/>
    public Task<string?> WhyNotAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    /// <inheritdoc/>
    public Task LaunchAsync(string instanceId, MachineImage image, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Instance(instanceId));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StartAsync(string instanceId, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(string instanceId, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task RebootAsync(string instanceId, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task TerminateAsync(string instanceId, CancellationToken cancellationToken)
    {
        Remove(Instance(instanceId));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<int> RunAsync(string instanceId, InstanceCommand command, Action<OutputChunk> output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(output);
        var folder = Directory.CreateDirectory(Instance(instanceId)).FullName;
        var script = Path.Combine(folder, $"{Directory.GetFiles(folder).Length + 1:000}.sh");
        await File.WriteAllTextAsync(script, command.Script, cancellationToken);

        var shell = command.Script.Split('\n')[0].Contains("bash", StringComparison.Ordinal) ? "bash" : "sh";
        using var check = Process.Start(new ProcessStartInfo(shell, ["-n", script]) { RedirectStandardError = true })
            ?? throw new InstanceHostException($"{shell} could not be started to check a script.");
        var errors = await check.StandardError.ReadToEndAsync(cancellationToken);
        await check.WaitForExitAsync(cancellationToken);
        output(check.ExitCode == 0
            ? new OutputChunk($"simulated: {command.Script.Count(letter => letter == '\n')} lines of {shell} are sound; they did not run\n", IsError: false)
            : new OutputChunk(errors, IsError: true));
        return check.ExitCode;
    }

    /// <inheritdoc/>
    public Task<long> CaptureAsync(string instanceId, string imageId, CancellationToken cancellationToken)
    {
        var image = Directory.CreateDirectory(Image(imageId)).FullName;
        var size = 0L;
        foreach (var script in Directory.EnumerateFiles(Instance(instanceId)))
        {
            File.Copy(script, Path.Combine(image, Path.GetFileName(script)), overwrite: true);
            size += new FileInfo(script).Length;
        }

        return Task.FromResult(size);
    }

    /// <inheritdoc/>
    public Task RemoveImageAsync(string imageId, CancellationToken cancellationToken)
    {
        Remove(Image(imageId));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ReconcileAsync(IReadOnlySet<string> instanceIds, IReadOnlySet<string> imageIds, CancellationToken cancellationToken)
    {
        RemoveUnknown("instances", instanceIds);
        RemoveUnknown("images", imageIds);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void RemoveUnknown(string kind, IReadOnlySet<string> known)
    {
        var folder = Path.Combine(directory, kind);
        foreach (var entry in Directory.Exists(folder) ? Directory.GetDirectories(folder) : [])
        {
            if (!known.Contains(Path.GetFileName(entry)))
            {
                Remove(entry);
            }
        }
    }

    private string Instance(string id) => Path.Combine(directory, "instances", id);

    private string Image(string id) => Path.Combine(directory, "images", id);

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
