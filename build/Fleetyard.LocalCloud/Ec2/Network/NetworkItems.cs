using System.Xml.Linq;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2.Network;

/// <summary>VPCs, subnets and zones as EC2 shows them.</summary>
internal static class NetworkItems
{
    /// <summary>The addresses of a /20, without the five that AWS keeps.</summary>
    private const int SubnetAddresses = 4091;

    public static XElement Vpc(DefaultNetwork network, IReadOnlyDictionary<string, string> tags) => new("item",
        new XElement("vpcId", network.VpcId),
        new XElement("ownerId", Cloud.AccountId),
        new XElement("state", "available"),
        new XElement("cidrBlock", DefaultNetwork.Cidr),
        new XElement("cidrBlockAssociationSet", new XElement("item",
            new XElement("cidrBlock", DefaultNetwork.Cidr),
            new XElement("associationId", network.VpcId.Replace("vpc-", "vpc-cidr-assoc-", StringComparison.Ordinal)),
            new XElement("cidrBlockState", new XElement("state", "associated")))),
        new XElement("ipv6CidrBlockAssociationSet", Ipv6(network.Ipv6Cidr, network.VpcId.Replace("vpc-", "vpc-cidr-assoc-", StringComparison.Ordinal))),
        new XElement("dhcpOptionsId", network.VpcId.Replace("vpc-", "dopt-", StringComparison.Ordinal)),
        new XElement("instanceTenancy", "default"),
        new XElement("isDefault", true),
        Ec2Operations.TagSet(tags));

    public static XElement Subnet(DefaultNetwork network, SubnetDocument subnet, bool isDefault, IReadOnlyDictionary<string, string> tags) => new("item",
        new XElement("subnetId", subnet.Id),
        new XElement("subnetArn", $"arn:aws:ec2:{network.Region}:{Cloud.AccountId}:subnet/{subnet.Id}"),
        new XElement("state", "available"),
        new XElement("ownerId", Cloud.AccountId),
        new XElement("vpcId", network.VpcId),
        new XElement("cidrBlock", network.SubnetCidr(subnet.Zone)),
        new XElement("ipv6CidrBlockAssociationSet", Ipv6(network.SubnetIpv6Cidr(subnet.Zone), subnet.Id.Replace("subnet-", "subnet-cidr-assoc-", StringComparison.Ordinal))),
        new XElement("availableIpAddressCount", SubnetAddresses),
        new XElement("availabilityZone", subnet.Zone),
        new XElement("availabilityZoneId", network.ZoneId(subnet.Zone)),
        new XElement("defaultForAz", isDefault),
        new XElement("mapPublicIpOnLaunch", true),
        new XElement("assignIpv6AddressOnCreation", false),
        Ec2Operations.TagSet(tags));

    public static XElement Zone(DefaultNetwork network, string zone) => new("item",
        new XElement("zoneName", zone),
        new XElement("zoneId", network.ZoneId(zone)),
        new XElement("zoneState", "available"),
        new XElement("regionName", network.Region),
        new XElement("groupName", $"{network.Region}-zg-1"),
        new XElement("networkBorderGroup", network.Region),
        new XElement("optInStatus", "opt-in-not-required"),
        new XElement("zoneType", "availability-zone"),
        new XElement("messageSet"));

    private static XElement Ipv6(string cidr, string association) => new("item",
        new XElement("ipv6CidrBlock", cidr),
        new XElement("associationId", association),
        new XElement("ipv6CidrBlockState", new XElement("state", "associated")));
}
