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

    /// <summary>
    /// Whether a well-formed id of a subnet or security group that LocalCloud did not make is taken for one that the recipe's own account has:
    /// it then stands in the region's default VPC from the first call that names it, until it is deleted. Without it, EC2's
    /// <c>InvalidSubnetID.NotFound</c> and <c>InvalidGroup.NotFound</c> are the answer.
    /// </summary>
    public bool AdoptsNetworks { get; init; }

    /// <summary>Called after each request with what was asked and answered; may be called from any thread.</summary>
    public Action<WireExchange>? Observe { get; init; }
}
