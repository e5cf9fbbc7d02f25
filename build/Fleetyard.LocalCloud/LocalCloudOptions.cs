using Fleetyard.LocalCloud.Faults;
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

    /// <summary>What CodeBuild and the instances' SSM agents may do with the roles that they are passed, by the roles' ARNs; one that is not named may do everything.</summary>
    public IReadOnlyDictionary<string, IdentityPolicy> RolePolicies { get; init; } = new Dictionary<string, IdentityPolicy>();

    /// <summary>Called with a role's ARN and each thing that CodeBuild or an instance's SSM agent does with it; may be called from any thread.</summary>
    public Action<string, Access>? ObserveRole { get; init; }

    /// <summary>Called for each thing that a call wants to do, before the policy is asked; may be called from any thread.</summary>
    public Action<Access>? ObserveAccess { get; init; }

    /// <summary>
    /// Whether a well-formed id that LocalCloud did not make is taken for one that the recipe's own account has. A subnet or a security group
    /// then stands in the region's default VPC from the first call that names it, until it is deleted; a KMS key is one that CodeBuild's organization
    /// may use; a Dedicated Host or a capacity reservation has room. Without it EC2's own answer is <c>InvalidSubnetID.NotFound</c> and the like.
    /// </summary>
    public bool AdoptsUnknownIds { get; init; }

    /// <summary>Whether requests are throttled as AWS throttles them: token buckets for each operation and region. A latency file may say it too (<c>throttling: aws</c>).</summary>
    public bool Throttles { get; init; }

    /// <summary>What EC2 has to give; by default enough of everything.</summary>
    public Capacity Capacity { get; init; } = new();

    /// <summary>What goes wrong; by default nothing does.</summary>
    public FaultPlan Faults { get; init; } = FaultPlan.None;

    /// <summary>Called after each request with what was asked and answered; may be called from any thread.</summary>
    public Action<WireExchange>? Observe { get; init; }
}
