namespace Fleetyard.LocalCloud.State;

/// <summary>A subnet of another account that stands in the default VPC here, because a launch or a question named it.</summary>
internal sealed record SubnetDocument(string Id, string Region, string Zone);

internal sealed record SecurityGroupDocument
{
    public required string Id { get; init; }
    public required string Region { get; init; }
    public required string Name { get; init; }
    public required string Description { get; init; }
    public required string VpcId { get; init; }
    public IReadOnlyList<SecurityGroupRule> Rules { get; init; } = [];
    public DateTimeOffset VisibleFrom { get; init; }

    /// <summary>A deleted group's document stays, so that its id is not taken for another account's.</summary>
    public bool Deleted { get; init; }
}

/// <summary>What a security group lets through, to or from one range, group or prefix list.</summary>
internal sealed record SecurityGroupRule
{
    public required string Id { get; init; }
    public required bool IsEgress { get; init; }

    /// <summary><c>tcp</c>, <c>udp</c>, <c>icmp</c>, <c>icmpv6</c>, a protocol's number, or <c>-1</c> for all.</summary>
    public required string Protocol { get; init; }
    public int? FromPort { get; init; }
    public int? ToPort { get; init; }
    public string? CidrIpv4 { get; init; }
    public string? CidrIpv6 { get; init; }
    public string? GroupId { get; init; }
    public string? PrefixListId { get; init; }
    public string? Description { get; init; }

    /// <summary>Whether it lets the same through as another; a description makes no difference.</summary>
    public bool Equivalent(SecurityGroupRule other) => this with { Id = "", Description = null } == other with { Id = "", Description = null };
}

internal sealed record KeyPairDocument
{
    public required string Id { get; init; }
    public required string Region { get; init; }
    public required string Name { get; init; }

    /// <summary><c>rsa</c> or <c>ed25519</c>.</summary>
    public required string Type { get; init; }
    public required string Fingerprint { get; init; }

    /// <summary>As in <c>authorized_keys</c>, with the key's name as its comment.</summary>
    public required string PublicKey { get; init; }
    public required DateTimeOffset Created { get; init; }
}

/// <summary>Where an instance stands in its network.</summary>
internal sealed record InstanceNetwork
{
    public required string InterfaceId { get; init; }
    public required string Zone { get; init; }
    public required string SubnetId { get; init; }
    public required string VpcId { get; init; }
    public required IReadOnlyList<string> SecurityGroupIds { get; init; }
    public required string PrivateIp { get; init; }
    public string? PublicIp { get; init; }
    public IReadOnlyList<string> Ipv6Addresses { get; init; } = [];
}
