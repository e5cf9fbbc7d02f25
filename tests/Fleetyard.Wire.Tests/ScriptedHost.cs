using Fleetyard.LocalCloud.Instances;

namespace Fleetyard.Wire.Tests;

/// <summary>A host that runs nothing; its commands do what a test says.</summary>
internal sealed class ScriptedHost : IInstanceHost
{
    public Func<InstanceCommand, Action<OutputChunk>, CancellationToken, Task<int>> Run { get; init; } = (_, _, _) => Task.FromResult(0);

    public InstanceKind Kind => InstanceKind.Simulated;

    public string Description => "nothing";

    public bool HasOwnKernel => false;

    public bool Runs(string architecture) => true;

    public Task<string?> WhyNotAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    public Task LaunchAsync(string instanceId, MachineImage image, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(string instanceId, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(string instanceId, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task RebootAsync(string instanceId, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task TerminateAsync(string instanceId, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<int> RunAsync(string instanceId, InstanceCommand command, Action<OutputChunk> output, CancellationToken cancellationToken) => Run(command, output, cancellationToken);

    public Task<long> CaptureAsync(string instanceId, string imageId, CancellationToken cancellationToken) => Task.FromResult(1L);

    public Task RemoveImageAsync(string imageId, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ReconcileAsync(IReadOnlySet<string> instanceIds, IReadOnlySet<string> imageIds, CancellationToken cancellationToken) => Task.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
