using System.Diagnostics;
using System.Text;
using Fleetyard.LocalCloud.Instances;

namespace Fleetyard.Fleets.Tests.World;

/// <summary>A host whose instances are folders: a command runs in this machine's own <c>sh</c>, with its log and build folders moved into the instance.</summary>
/// <remarks>The tests' scripts print and exit, and change nothing.</remarks>
internal sealed class ShellHost(string directory) : IInstanceHost
{
    private int reboots;
    private int running;

    /// <summary>In place of a script that runs, or null where it runs.</summary>
    public Func<string, CancellationToken, Task<int>>? Instead { get; set; }

    /// <summary>What a script prints that does not run.</summary>
    public string Says { get; set; } = "";

    public Func<Task> Capture { get; set; } = () => Task.CompletedTask;

    /// <summary>What becomes of a script on its way into the instance.</summary>
    public Func<string, string> Change { get; set; } = script => script;

    /// <summary>Where its instances are said to be, or null for an address that LocalCloud makes up.</summary>
    public string? Address { get; set; }

    public int Reboots => reboots;

    public int Running => running;

    public InstanceKind Kind => InstanceKind.Simulated;

    public string Description => "folders";

    public bool HasOwnKernel => false;

    public bool Runs(string architecture) => true;

    public Task<string?> WhyNotAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public Task LaunchAsync(string instanceId, MachineImage image, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Folder(instanceId));
        return Task.CompletedTask;
    }

    public Task StartAsync(string instanceId, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(string instanceId, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task RebootAsync(string instanceId, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref reboots);
        File.Delete(Boot(instanceId) + "scripts");
        return Task.CompletedTask;
    }

    public Task TerminateAsync(string instanceId, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<string?> AddressAsync(string instanceId, CancellationToken cancellationToken) => Task.FromResult(Address);

    public async Task<int> RunAsync(string instanceId, InstanceCommand command, Action<OutputChunk> output, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref running);
        try
        {
            if (Instead is not null && Says.Length > 0)
            {
                output(new(Says, false));
            }

            return Instead is { } instead ? await instead(command.Script, cancellationToken) : await ShellAsync(instanceId, command, output, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref running);
        }
    }

    public async Task<long> CaptureAsync(string instanceId, string imageId, CancellationToken cancellationToken)
    {
        await Capture();
        return 1;
    }

    public Task RemoveImageAsync(string imageId, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ReconcileAsync(IReadOnlySet<string> instanceIds, IReadOnlySet<string> imageIds, CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<int> ShellAsync(string instanceId, InstanceCommand command, Action<OutputChunk> output, CancellationToken cancellationToken)
    {
        var script = Change(command.Script).Replace("/var/log/fleetyard", Folder(instanceId), StringComparison.Ordinal).Replace("/var/lib/fleetyard", Folder(instanceId) + "/lib", StringComparison.Ordinal).Replace("/tmp/fleetyard.", Folder(instanceId) + "/work.", StringComparison.Ordinal)
            .Replace("/run/fleetyard-", Boot(instanceId), StringComparison.Ordinal).Replace("/codebuild", Folder(instanceId) + "/codebuild", StringComparison.Ordinal);
        var file = Path.Combine(Folder(instanceId), Guid.NewGuid().ToString("N"));
        await File.WriteAllTextAsync(file, script, cancellationToken);
        using var shell = Process.Start(new ProcessStartInfo("sh", [file])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            Environment = { ["INSTANCE"] = Folder(instanceId) },
        })!;
        var errors = shell.StandardError.ReadToEndAsync(cancellationToken);
        var piece = new char[64 * 1024];
        for (int read; (read = await shell.StandardOutput.ReadAsync(piece, cancellationToken)) > 0;)
        {
            output(new(new string(piece, 0, read), false));
        }

        await shell.WaitForExitAsync(cancellationToken);
        if (await errors is { Length: > 0 } told)
        {
            output(new(told, true));
        }

        return shell.ExitCode;
    }

    /// <summary>What begins the names of files in /run, which a boot empties.</summary>
    private string Boot(string instanceId) => Folder(instanceId) + "/run.";

    private string Folder(string instanceId) => Path.Combine(directory, instanceId);
}
