using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Instances;

/// <summary>Instances that do not run: a script is checked by its shell, kept, and said not to have run.</summary>
/// <param name="directory">Where scripts and images are kept.</param>
public sealed partial class SimulatedHost(string directory) : IInstanceHost
{
    /// <summary>What a shell ends with that cannot read its script.</summary>
    private const int SyntaxError = 2;

    private readonly HostFolders folders = new(directory);

    /// <inheritdoc/>
    public InstanceKind Kind => InstanceKind.Simulated;

    /// <inheritdoc/>
    public string Description => "simulated: scripts are syntax-checked and recorded, nothing runs";

    /// <inheritdoc/>
    public bool HasOwnKernel => false;

    /// <inheritdoc/>
    public bool HasBoot => true;

    /// <inheritdoc/>
    public bool HasSshd => false;

    /// <inheritdoc/>
    public bool Runs(string architecture) => true;

    /// <inheritdoc/>
    public Task<string?> WhyNotAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    /// <inheritdoc/>
    public Task LaunchAsync(string instanceId, MachineImage image, CancellationToken cancellationToken)
    {
        folders.MakeInstance(instanceId);
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
        Remove(folders.Instance(instanceId));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<int> RunAsync(string instanceId, InstanceCommand command, Action<OutputChunk> output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(output);
        var folder = folders.MakeInstance(instanceId);
        var name = $"{Directory.GetFiles(folder, "???.sh").Length + 1:000}";
        var errors = await CheckAsync(Path.Combine(folder, $"{name}.sh"), command.Script, cancellationToken);
        foreach (var (index, script) in Unpacked(command.Script).Index())
        {
            errors += await CheckAsync(Path.Combine(folder, $"{name}.{index + 1}.sh"), script, cancellationToken);
        }

        output(errors.Length == 0
            ? new OutputChunk($"simulated: {command.Script.Count(letter => letter == '\n')} lines of {Shell(command.Script)} are sound; they did not run\n", IsError: false)
            : new OutputChunk(errors, IsError: false));
        return errors.Length == 0 ? 0 : SyntaxError;
    }

    /// <inheritdoc/>
    public Task<long> CaptureAsync(string instanceId, string imageId, CancellationToken cancellationToken)
    {
        var image = folders.MakeImage(imageId);
        var size = 0L;
        foreach (var script in Directory.EnumerateFiles(folders.Instance(instanceId)))
        {
            File.Copy(script, Path.Combine(image, Path.GetFileName(script)), overwrite: true);
            size += new FileInfo(script).Length;
        }

        return Task.FromResult(size);
    }

    /// <inheritdoc/>
    public Task RemoveImageAsync(string imageId, CancellationToken cancellationToken)
    {
        Remove(folders.Image(imageId));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task ReconcileAsync(IReadOnlySet<string> instanceIds, IReadOnlySet<string> imageIds, CancellationToken cancellationToken)
    {
        RemoveUnknown(folders.Instances, instanceIds);
        RemoveUnknown(folders.Images, imageIds);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>The scripts that a command unpacks. A wrapper around base64 is sound whatever it wraps, so what it wraps is looked at too.</summary>
    private static IEnumerable<string> Unpacked(string script) => Base64Literal().Matches(script)
        .Select(match => Encoding.UTF8.GetString(Convert.FromBase64String(match.Groups[1].Value)))
        .Where(text => text.StartsWith("#!", StringComparison.Ordinal));

    /// <summary>Keeps a script and has its shell read it.</summary>
    /// <returns>What the shell found wrong; empty where it is sound.</returns>
    private static async Task<string> CheckAsync(string path, string script, CancellationToken cancellationToken)
    {
        await PrivateFiles.WriteAsync(path, script, cancellationToken);
        var shell = Shell(script);
        using var check = Process.Start(new ProcessStartInfo(shell, ["-n", path]) { RedirectStandardError = true })
            ?? throw new InstanceHostException($"{shell} could not be started to check a script.");
        var errors = await check.StandardError.ReadToEndAsync(cancellationToken);
        await check.WaitForExitAsync(cancellationToken);
        return check.ExitCode == 0 ? "" : errors.Length > 0 ? errors : $"{shell} -n {path} ended with {check.ExitCode}\n";
    }

    private static string Shell(string script) => script.Split('\n')[0].Contains("bash", StringComparison.Ordinal) ? "bash" : "sh";

    /// <summary>As in <c>printf %s 'IyEvYmluL3No' | base64 -d</c>; groups of four, since nothing else can be decoded.</summary>
    [GeneratedRegex("'((?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)' \\| base64 -d")]
    private static partial Regex Base64Literal();

    private static void RemoveUnknown(string folder, IReadOnlySet<string> known)
    {
        foreach (var entry in HostFolder.Entries(folder).Where(entry => !known.Contains(Path.GetFileName(entry))))
        {
            try
            {
                Remove(entry);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                throw new InstanceHostException($"{entry} is of no instance or image and cannot be removed ({fault.Message.TrimEnd('.')}); make it writable, run as the user whose it is, or name another folder with --artifacts.", fault);
            }
        }
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
        else
        {
            File.Delete(folder);
        }
    }
}
