using Fleetyard.LocalCloud.Http;

namespace Fleetyard.LocalCloud.Ec2.Network;

/// <summary>Where a launch wants its instances, as it says it: for the instance, or for its only network interface.</summary>
internal sealed record LaunchNetwork
{
    /// <summary>"Security groups per network interface" of the Amazon VPC quotas.</summary>
    private const int MostGroups = 5;

    /// <summary>What the instance's own specification of a network interface is refused beside.</summary>
    private static readonly (string Name, string What)[] OfInstance =
        [("SubnetId", "an instance-level subnet ID"), ("SecurityGroupId.1", "instance-level security groups"), ("SecurityGroup.1", "instance-level security groups"), ("Ipv6AddressCount", "an instance-level IPv6 address count")];

    private static readonly string[] OfInterface = ["DeviceIndex", "AssociatePublicIpAddress", "Ipv6AddressCount", "SubnetId", "SecurityGroupId", "DeleteOnTermination", "Description"];

    private static readonly string[] OfPlacement = ["AvailabilityZone", "Tenancy", "HostId", "Affinity"];

    public required string? Zone { get; init; }
    public required string? SubnetId { get; init; }
    public required IReadOnlyList<string> SecurityGroupIds { get; init; }
    public required IReadOnlyList<string> SecurityGroupNames { get; init; }

    /// <summary>Null for what the subnet says.</summary>
    public required bool? PublicIp { get; init; }
    public required int Ipv6Addresses { get; init; }

    public static LaunchNetwork Read(QueryCall call)
    {
        var interfaces = call.Structures("NetworkInterface");
        if (interfaces.Count > 1)
        {
            throw new AwsFault("UnsupportedOperation", $"LocalCloud's instances have one network interface; the launch wants {interfaces.Count}.");
        }

        CheckKnown(call, "Placement.", OfPlacement);
        CheckKnown(call, "NetworkInterface.1.", OfInterface);
        var where = interfaces.Count == 1 ? Interface(call, interfaces[0]) : call;
        var network = new LaunchNetwork
        {
            Zone = call["Placement.AvailabilityZone"],
            SubnetId = where["SubnetId"] is { Length: > 0 } subnet ? ResourceIds.Subnet(subnet) : null,
            SecurityGroupIds = [.. where.List("SecurityGroupId").Select(ResourceIds.SecurityGroup)],
            SecurityGroupNames = call.List("SecurityGroup"),
            PublicIp = interfaces.Count == 1 ? where.Flag("AssociatePublicIpAddress") : null,
            Ipv6Addresses = where.Number("Ipv6AddressCount", 0, 1) ?? 0,
        };
        if (network.SubnetId is not null && network.SecurityGroupNames.Count > 0)
        {
            throw new AwsFault("InvalidParameterCombination", "The parameter groupName cannot be used with the parameter subnet");
        }

        return network.SecurityGroupIds.Count + network.SecurityGroupNames.Count <= MostGroups
            ? network
            : throw new AwsFault("SecurityGroupsPerInterfaceLimitExceeded", $"The maximum number of security groups per interface is {MostGroups}.");
    }

    private static QueryCall Interface(QueryCall call, QueryCall asked)
    {
        foreach (var (name, what) in OfInstance.Where(one => call[one.Name] is not null))
        {
            throw new AwsFault("InvalidParameterCombination", $"Network interfaces and {what} may not be specified on the same request");
        }

        asked.Required("DeviceIndex");
        asked.Number("DeviceIndex", 0, 0);
        return asked;
    }

    private static void CheckKnown(QueryCall call, string prefix, string[] known)
    {
        if (call.Parameters.Keys.FirstOrDefault(name => name.StartsWith(prefix, StringComparison.Ordinal) && !known.Contains(name[prefix.Length..].Split('.')[0])) is { } unknown)
        {
            throw new AwsFault("UnsupportedOperation", $"LocalCloud does not implement RunInstances with {unknown}.");
        }
    }
}
