using System.Xml.Linq;
using Fleetyard.LocalCloud.Ec2.Network;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2;

/// <summary>DescribeInstanceTypeOfferings: where an instance type can be launched. LocalCloud has every type everywhere, but for what its capacity plan says is unsupported.</summary>
internal sealed class InstanceTypeOfferings(Cloud cloud)
{
    public IEnumerable<XElement> Describe(QueryCall call)
    {
        var network = new DefaultNetwork(call.Region);
        var by = call.OneOf("LocationType", "region", "availability-zone", "availability-zone-id") ?? "region";
        IReadOnlyList<string> zones = by == "region" ? [""] : network.Zones;
        var named = call.Structures("Filter").Where(filter => filter["Name"] == "instance-type").SelectMany(filter => filter.List("Value")).Where(InstanceTypes.IsType);
        var all = InstanceTypes.Usual.Union(named).SelectMany(type => zones.Where(zone => IsThere(network, type, zone)).Select(zone => (Type: type, Location: by switch
        {
            "region" => call.Region,
            "availability-zone" => zone,
            _ => network.ZoneId(zone),
        })));
        var filters = new Filters<(string Type, string Location)>(new Dictionary<string, Func<(string Type, string Location), IEnumerable<string?>>>
        {
            ["instance-type"] = one => [one.Type],
            ["location"] = one => [one.Location],
        });
        return Ec2Operations.Paged("instanceTypeOfferingSet", call.Page([.. filters.Of(call, all).Select(one => new XElement("item",
            new XElement("instanceType", one.Type), new XElement("locationType", by), new XElement("location", one.Location)))]));
    }

    private bool IsThere(DefaultNetwork network, string type, string zone)
    {
        var lacks = cloud.Capacity.Shortages.Where(shortage => shortage.IsUnsupported && shortage.Spot is not true && (shortage.InstanceType is null || shortage.InstanceType == type)).ToList();
        return zone.Length > 0 ? !lacks.Exists(shortage => shortage.Zone is null || shortage.Zone == zone) : network.Zones.Any(one => IsThere(network, type, one));
    }
}
