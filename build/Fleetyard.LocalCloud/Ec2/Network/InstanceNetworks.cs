using System.Security.Cryptography;
using System.Xml.Linq;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2.Network;

/// <summary>Gives instances their place in a network, and shows it as EC2 does.</summary>
internal sealed class InstanceNetworks(Cloud cloud, Networks networks, SecurityGroups groups)
{
    /// <summary>Where a launch's instances are, without addresses.</summary>
    public InstanceNetwork Place(string region, LaunchNetwork asked)
    {
        var network = new DefaultNetwork(region);
        if (asked.Zone is { } zone && !network.Zones.Contains(zone))
        {
            throw new AwsFault("InvalidParameterValue", $"Invalid availability zone: [{zone}]");
        }

        var subnet = asked.SubnetId is { } id ? networks.Subnet(region, id) : network.Subnets.First(one => one.Zone == (asked.Zone ?? network.Zones[0]));
        if (asked.Zone is not null && asked.Zone != subnet.Zone)
        {
            throw new AwsFault("InvalidParameterValue", $"The availability zone {asked.Zone} is not that of the subnet {subnet.Id}, {subnet.Zone}.");
        }

        var named = asked.SecurityGroupIds.Select(group => groups.Find(region, group)).Concat(asked.SecurityGroupNames.Select(name => groups.Named(region, name))).Select(group => group.Id).Distinct().ToList();
        return new InstanceNetwork
        {
            InterfaceId = "",
            Zone = subnet.Zone,
            SubnetId = subnet.Id,
            VpcId = network.VpcId,
            SecurityGroupIds = named.Count > 0 ? named : [network.GroupId],
            PrivateIp = "",
            PublicIp = asked.PublicIp == false ? null : "",
            Ipv6Addresses = [.. Enumerable.Repeat("", asked.Ipv6Addresses)],
        };
    }

    /// <summary>As many places with addresses that no living instance has.</summary>
    public IReadOnlyList<InstanceNetwork> Addressed(string region, InstanceNetwork place, int count)
    {
        var network = new DefaultNetwork(region);
        var taken = cloud.Store.All<InstanceDocument>().Where(instance => instance.State.At(cloud.Now) != "terminated" && instance.Network is not null).SelectMany(instance => new[] { instance.Network!.PrivateIp, instance.Network.PublicIp }).ToHashSet();
        return [.. Enumerable.Range(0, count).Select(_ => place with
        {
            InterfaceId = Cloud.NewId("eni"),
            PrivateIp = Free(taken, () => network.PrivateAddress(place.Zone)),
            PublicIp = place.PublicIp is null ? null : Free(taken, () => $"{(RandomNumberGenerator.GetInt32(2) == 0 ? "198.51.100" : "203.0.113")}.{RandomNumberGenerator.GetInt32(1, 255)}"),
            Ipv6Addresses = [.. place.Ipv6Addresses.Select(_ => network.Ipv6Address(place.Zone))],
        })];
    }

    public XElement Groups(InstanceDocument instance) => new("groupSet", (instance.Network?.SecurityGroupIds ?? []).Select(id => new XElement("item",
        new XElement("groupId", id),
        new XElement("groupName", groups.All(instance.Region).FirstOrDefault(group => group.Id == id)?.Name ?? id))));

    /// <summary>What an instance's item has of its network; a terminated instance has left it.</summary>
    public IEnumerable<XElement?> Items(InstanceDocument instance, string state)
    {
        if (instance.Network is not { } network || state == "terminated")
        {
            return [new("groupSet")];
        }

        var publicIp = state == "pending" ? null : network.PublicIp;
        return
        [
            new("subnetId", network.SubnetId),
            new("vpcId", network.VpcId),
            new("privateIpAddress", network.PrivateIp),
            new("privateDnsName", PrivateName(instance, network)),
            new("dnsName", publicIp is null ? "" : PublicName(instance, publicIp)),
            publicIp is null ? null : new("ipAddress", publicIp),
            network.Ipv6Addresses.Count == 0 ? null : new("ipv6Address", network.Ipv6Addresses[0]),
            Groups(instance),
            new("sourceDestCheck", true),
            new("networkInterfaceSet", new XElement("item",
                new XElement("networkInterfaceId", network.InterfaceId),
                new XElement("subnetId", network.SubnetId),
                new XElement("vpcId", network.VpcId),
                new XElement("ownerId", Cloud.AccountId),
                new XElement("status", "in-use"),
                new XElement("privateIpAddress", network.PrivateIp),
                new XElement("privateDnsName", PrivateName(instance, network)),
                Groups(instance),
                new XElement("attachment", new XElement("deviceIndex", 0), new XElement("status", "attached"), new XElement("attachTime", Ec2Operations.Iso(instance.LaunchTime)), new XElement("deleteOnTermination", true)),
                publicIp is null ? null : new XElement("association", new XElement("publicIp", publicIp), new XElement("publicDnsName", PublicName(instance, publicIp)), new XElement("ipOwnerId", "amazon")),
                new XElement("ipv6AddressesSet", network.Ipv6Addresses.Select(address => new XElement("item", new XElement("ipv6Address", address)))))),
        ];
    }

    private static string Free(HashSet<string?> taken, Func<string> next)
    {
        var address = next();
        for (var tries = 0; !taken.Add(address); tries++)
        {
            address = tries < 10_000 ? next() : throw new AwsFault("InsufficientFreeAddressesInSubnet", "There are not enough free addresses in the subnet.");
        }

        return address;
    }

    private static string PrivateName(InstanceDocument instance, InstanceNetwork network) => $"ip-{network.PrivateIp.Replace('.', '-')}.{instance.Region}.compute.internal";

    private static string PublicName(InstanceDocument instance, string address) => $"ec2-{address.Replace('.', '-')}.{instance.Region}.compute.amazonaws.com";
}
