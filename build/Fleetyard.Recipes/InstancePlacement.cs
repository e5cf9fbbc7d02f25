namespace Fleetyard.Recipes;

/// <summary>Where an instance is launched.</summary>
public sealed record InstancePlacement
{
    /// <summary>The subnets' ids in the order in which they are tried; empty for the default VPC's.</summary>
    public IReadOnlyList<string> SubnetIds { get; init; } = [];

    /// <summary>Availability Zones of the default VPC, such as <c>us-west-2a</c>, in the order in which they are tried; empty where subnets are named or EC2 may choose.</summary>
    public IReadOnlyList<string> AvailabilityZones { get; init; } = [];

    /// <summary>The security groups' ids; empty for the VPC's default group.</summary>
    public IReadOnlyList<string> SecurityGroupIds { get; init; } = [];

    /// <summary>The id of a Dedicated Host, such as <c>h-0123456789abcdef0</c>.</summary>
    public string? HostId { get; init; }

    /// <summary>The id of a capacity reservation, such as <c>cr-0123456789abcdef0</c>.</summary>
    public string? CapacityReservationId { get; init; }

    /// <summary>Whether it gets a public IPv4 address; null for what the subnet says.</summary>
    public bool? PublicIp { get; init; }

    /// <summary>Whether it gets an IPv6 address of its subnet.</summary>
    public bool Ipv6 { get; init; }
}
