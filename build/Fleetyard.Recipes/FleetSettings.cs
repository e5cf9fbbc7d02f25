namespace Fleetyard.Recipes;

/// <summary>A CodeBuild reserved-capacity fleet.</summary>
public sealed record FleetSettings
{
    /// <summary>The fleet's name, <c>[A-Za-z0-9][A-Za-z0-9\-_]{1,127}</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The machines that it is made of.</summary>
    public required FleetCompute Compute { get; init; }

    /// <summary>How many machines it always has, at least 1.</summary>
    public int Capacity { get; init; } = 1;

    /// <summary>How it grows, or null where it stays as it is.</summary>
    public FleetScaling? Scaling { get; init; }

    /// <summary>What happens to builds beyond its capacity.</summary>
    public FleetOverflow Overflow { get; init; } = FleetOverflow.Queue;

    /// <summary>The ARN of the role that lets CodeBuild read the AMI and reach the VPC.</summary>
    public string? ServiceRole { get; init; }

    /// <summary>The VPC that its machines are in, or null for CodeBuild's own.</summary>
    public FleetVpc? Vpc { get; init; }

    /// <summary>The managed proxy's rules, or null for none; excludes <see cref="Vpc"/>.</summary>
    public FleetProxy? Proxy { get; init; }

    /// <summary>Tags beside those that every run writes.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}

/// <summary>The machines of a fleet, in one of CodeBuild's three ways; <see cref="Type"/> says which.</summary>
public sealed record FleetCompute
{
    /// <summary>CodeBuild's <c>computeType</c>: <c>BUILD_GENERAL1_*</c>, <c>ATTRIBUTE_BASED_COMPUTE</c> or <c>CUSTOM_INSTANCE_TYPE</c>.</summary>
    public required string Type { get; init; }

    /// <summary>For <c>CUSTOM_INSTANCE_TYPE</c>: the EC2 instance type.</summary>
    public string? InstanceType { get; init; }

    /// <summary>For <c>ATTRIBUTE_BASED_COMPUTE</c>: how many vCPUs at least.</summary>
    public long? VCpu { get; init; }

    /// <summary>For <c>ATTRIBUTE_BASED_COMPUTE</c>: GiB of memory at least.</summary>
    public long? MemoryGiB { get; init; }

    /// <summary>For attribute-based and custom compute: GiB of disk at least.</summary>
    public long? DiskGiB { get; init; }

    /// <summary>For <c>ATTRIBUTE_BASED_COMPUTE</c>: <c>GENERAL</c> or <c>NVME</c>.</summary>
    public string? MachineType { get; init; }
}

/// <summary>CodeBuild's target-tracking scaling of a fleet.</summary>
/// <param name="MaxCapacity">How many machines at most.</param>
/// <param name="TargetUtilization">The <c>FLEET_UTILIZATION_RATE</c> to hold, in percent, 0–100 exclusive of 0.</param>
public sealed record FleetScaling(int MaxCapacity, double TargetUtilization);

/// <summary>What happens to builds beyond a fleet's capacity.</summary>
public enum FleetOverflow
{
    /// <summary>They wait: CodeBuild's <c>QUEUE</c>.</summary>
    Queue,

    /// <summary>They run on demand: CodeBuild's <c>ON_DEMAND</c>.</summary>
    OnDemand,
}

/// <summary>The VPC of a fleet: one subnet in one Availability Zone, with a NAT gateway.</summary>
public sealed record FleetVpc(string VpcId, IReadOnlyList<string> Subnets, IReadOnlyList<string> SecurityGroupIds);

/// <summary>The managed proxy of a fleet.</summary>
/// <param name="DefaultBehavior"><c>ALLOW_ALL</c> or <c>DENY_ALL</c>.</param>
/// <param name="Rules">In the order in which they apply.</param>
public sealed record FleetProxy(string DefaultBehavior, IReadOnlyList<FleetProxyRule> Rules);

/// <summary>One rule of a fleet's proxy.</summary>
/// <param name="Type"><c>DOMAIN</c> or <c>IP</c>.</param>
/// <param name="Effect"><c>ALLOW</c> or <c>DENY</c>.</param>
/// <param name="Entities">Domains or CIDR blocks.</param>
public sealed record FleetProxyRule(string Type, string Effect, IReadOnlyList<string> Entities);
