using System.Xml.Linq;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2.Network;

/// <summary>DescribeVpcs, DescribeSubnets and DescribeAvailabilityZones.</summary>
internal sealed class Networks(Cloud cloud)
{
    public SubnetDocument Subnet(string region, string id)
    {
        if (Subnets(region).FirstOrDefault(subnet => subnet.Id == ResourceIds.Subnet(id)) is { } known)
        {
            return known;
        }

        if (!cloud.AdoptsUnknownIds)
        {
            throw new AwsFault("InvalidSubnetID.NotFound", $"The subnet ID '{id}' does not exist");
        }

        var zones = new DefaultNetwork(region).Zones;
        var adopted = new SubnetDocument(id, region, zones[cloud.Store.All<SubnetDocument>().Count(subnet => subnet.Region == region) % zones.Count]);
        cloud.Store.Put(id, adopted);
        return adopted;
    }

    public static string Vpc(string region, string id) => new DefaultNetwork(region).VpcId is var only && ResourceIds.Vpc(id) == only
        ? only
        : throw new AwsFault("InvalidVpcID.NotFound", $"The vpc ID '{id}' does not exist");

    public IEnumerable<XElement> DescribeVpcs(QueryCall call)
    {
        var network = new DefaultNetwork(call.Region);
        foreach (var id in call.List("VpcId"))
        {
            Vpc(call.Region, id);
        }

        var filters = new Filters<DefaultNetwork>(new Dictionary<string, Func<DefaultNetwork, IEnumerable<string?>>>
        {
            ["vpc-id"] = vpc => [vpc.VpcId],
            ["is-default"] = _ => ["true"],
            ["isDefault"] = _ => ["true"],
            ["cidr"] = _ => [DefaultNetwork.Cidr],
            ["cidr-block-association.cidr-block"] = _ => [DefaultNetwork.Cidr],
            ["ipv6-cidr-block-association.ipv6-cidr-block"] = vpc => [vpc.Ipv6Cidr],
            ["owner-id"] = _ => [Cloud.AccountId],
            ["state"] = _ => ["available"],
        }, vpc => cloud.Tags(vpc.VpcId));
        return Ec2Operations.Paged("vpcSet", call.Page([.. filters.Of(call, [network]).Select(vpc => NetworkItems.Vpc(vpc, cloud.Tags(vpc.VpcId)))], "VpcId"));
    }

    public IEnumerable<XElement> DescribeSubnets(QueryCall call)
    {
        var network = new DefaultNetwork(call.Region);
        var asked = call.List("SubnetId").Distinct().Select(id => Subnet(call.Region, id)).ToList();
        var filters = new Filters<SubnetDocument>(new Dictionary<string, Func<SubnetDocument, IEnumerable<string?>>>
        {
            ["subnet-id"] = subnet => [subnet.Id],
            ["vpc-id"] = _ => [network.VpcId],
            ["availability-zone"] = subnet => [subnet.Zone],
            ["availabilityZone"] = subnet => [subnet.Zone],
            ["availability-zone-id"] = subnet => [network.ZoneId(subnet.Zone)],
            ["availabilityZoneId"] = subnet => [network.ZoneId(subnet.Zone)],
            ["default-for-az"] = subnet => [IsDefault(network, subnet) ? "true" : "false"],
            ["defaultForAz"] = subnet => [IsDefault(network, subnet) ? "true" : "false"],
            ["map-public-ip-on-launch"] = _ => ["true"],
            ["cidr-block"] = subnet => [network.SubnetCidr(subnet.Zone)],
            ["owner-id"] = _ => [Cloud.AccountId],
            ["state"] = _ => ["available"],
        }, subnet => cloud.Tags(subnet.Id));
        var found = filters.Of(call, asked.Count > 0 ? asked : Subnets(call.Region));
        return Ec2Operations.Paged("subnetSet", call.Page([.. found.Select(subnet => NetworkItems.Subnet(network, subnet, IsDefault(network, subnet), cloud.Tags(subnet.Id)))], "SubnetId"));
    }

    public static IEnumerable<XElement> DescribeAvailabilityZones(QueryCall call)
    {
        var network = new DefaultNetwork(call.Region);
        var (names, ids) = (call.List("ZoneName"), call.List("ZoneId"));
        if (names.Except(network.Zones).Concat(ids.Except(network.Zones.Select(network.ZoneId))).ToList() is { Count: > 0 } unknown)
        {
            throw new AwsFault("InvalidParameterValue", $"Invalid availability zone: [{string.Join(", ", unknown)}]");
        }

        var filters = new Filters<string>(new Dictionary<string, Func<string, IEnumerable<string?>>>
        {
            ["zone-name"] = zone => [zone],
            ["zone-id"] = zone => [network.ZoneId(zone)],
            ["zone-type"] = _ => ["availability-zone"],
            ["state"] = _ => ["available"],
            ["region-name"] = _ => [call.Region],
            ["group-name"] = _ => [$"{call.Region}-zg-1"],
            ["opt-in-status"] = _ => ["opt-in-not-required"],
        });
        var asked = network.Zones.Where(zone => (names.Count == 0 || names.Contains(zone)) && (ids.Count == 0 || ids.Contains(network.ZoneId(zone))));
        return [new("availabilityZoneInfo", filters.Of(call, asked).Select(zone => NetworkItems.Zone(network, zone)))];
    }

    private IEnumerable<SubnetDocument> Subnets(string region) => new DefaultNetwork(region).Subnets.Concat(cloud.Store.All<SubnetDocument>().Where(subnet => subnet.Region == region));

    private static bool IsDefault(DefaultNetwork network, SubnetDocument subnet) => network.Subnets.Any(one => one.Id == subnet.Id);
}
