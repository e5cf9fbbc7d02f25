using Fleetyard.LocalCloud.Iam;
using Fleetyard.LocalCloud.Instances;

namespace Fleetyard.LocalCloud;

/// <summary>What a LocalCloud needs to start.</summary>
public sealed record LocalCloudOptions
{
    /// <summary>The folder that keeps its state; made if it is not there.</summary>
    public required string StateDirectory { get; init; }

    /// <summary>What makes its instances run. It stays the caller's to dispose.</summary>
    public required IInstanceHost Host { get; init; }

    /// <summary>How long pending states last.</summary>
    public Latencies Latencies { get; init; } = Latencies.None;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>What the caller may do, or null for everything.</summary>
    public IdentityPolicy? Policy { get; init; }

    /// <summary>Called for each thing that a call wants to do, before the policy is asked; may be called from any thread.</summary>
    public Action<Access>? ObserveAccess { get; init; }

    /// <summary>Called after each request with what was asked and answered; may be called from any thread.</summary>
    public Action<WireExchange>? Observe { get; init; }
}
