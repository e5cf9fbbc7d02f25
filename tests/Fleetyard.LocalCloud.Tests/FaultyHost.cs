using System.Collections.Concurrent;
using Fleetyard.LocalCloud.Instances;

namespace Fleetyard.LocalCloud.Tests;

/// <summary>A host that runs nothing, and whose launches and commands end as a test says.</summary>
internal sealed class FaultyHost : IInstanceHost
{
    public Func<Task> Launch { get; init; } = () => Task.CompletedTask;

    /// <summary>What it does first, by its own method's name; by default nothing. Launches and commands have their own.</summary>
    public Func<string, Task> Before { get; init; } = _ => Task.CompletedTask;

    public int ExitCode { get; init; }

    /// <summary>What a command does instead of printing its script; null for that.</summary>
    public Func<InstanceCommand, Action<OutputChunk>, CancellationToken, Task<int>>? Run { get; init; }

    /// <summary>The instances that were launched and not terminated.</summary>
    public ConcurrentDictionary<string, MachineImage> Living { get; } = new();

    /// <summary>The images whose content it keeps.</summary>
    public ConcurrentDictionary<string, string> Contents { get; } = new();

    /// <summary>The images whose content it was told to remove.</summary>
    public ConcurrentBag<string> Removed { get; } = [];

    /// <summary>The instances that it was last told exist.</summary>
    public IReadOnlySet<string>? Known { get; private set; }

    /// <summary>Where its instances are; null for nowhere.</summary>
    public string? Address { get; set; }

    public InstanceKind Kind => InstanceKind.Simulated;

    public string Description => "nothing";

    public bool HasOwnKernel { get; init; }

    public bool HasBoot { get; init; }

    public bool Runs(string architecture) => true;

    public Task<string?> WhyNotAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public Task LaunchAsync(string instanceId, MachineImage image, CancellationToken cancellationToken)
    {
        Living[instanceId] = image;
        return Launch();
    }

    public Task StartAsync(string instanceId, CancellationToken cancellationToken) => Before(nameof(StartAsync));

    public Task StopAsync(string instanceId, CancellationToken cancellationToken) => Before(nameof(StopAsync));

    public Task RebootAsync(string instanceId, CancellationToken cancellationToken) => Before(nameof(RebootAsync));

    public async Task TerminateAsync(string instanceId, CancellationToken cancellationToken)
    {
        await Before(nameof(TerminateAsync));
        Living.TryRemove(instanceId, out _);
    }

    public async Task<string?> AddressAsync(string instanceId, CancellationToken cancellationToken)
    {
        await Before(nameof(AddressAsync));
        return Address;
    }

    public Task<int> RunAsync(string instanceId, InstanceCommand command, Action<OutputChunk> output, CancellationToken cancellationToken)
    {
        if (Run is not null)
        {
            return Run(command, output, cancellationToken);
        }

        output(new(command.Script, false));
        return Task.FromResult(ExitCode);
    }

    public async Task<long> CaptureAsync(string instanceId, string imageId, CancellationToken cancellationToken)
    {
        await Before(nameof(CaptureAsync));
        Contents[imageId] = instanceId;
        return 1;
    }

    public Task RemoveImageAsync(string imageId, CancellationToken cancellationToken)
    {
        Removed.Add(imageId);
        Contents.TryRemove(imageId, out _);
        return Task.CompletedTask;
    }

    public Task ReconcileAsync(IReadOnlySet<string> instanceIds, IReadOnlySet<string> imageIds, CancellationToken cancellationToken)
    {
        Known = instanceIds;
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
