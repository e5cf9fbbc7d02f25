using System.Xml.Linq;
using Fleetyard.LocalCloud.Ec2.Network;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2;

/// <summary>DescribeInstanceStatus: whether running instances are well. An instance's checks pass when its agent would report.</summary>
internal sealed class InstanceStatuses(Cloud cloud, Instances instances)
{
    public IEnumerable<XElement> Describe(QueryCall call)
    {
        var ids = call.List("InstanceId");
        var withAll = call.Flag("IncludeAllInstances") == true;
        var found = (ids.Count > 0 ? ids.Distinct().Select(id => instances.Find(call.Region, id)) : instances.All(call.Region)).Where(instance => withAll || instance.State.At(cloud.Now) == "running");
        var filters = new Filters<InstanceDocument>(new Dictionary<string, Func<InstanceDocument, IEnumerable<string?>>>
        {
            ["availability-zone"] = instance => [instance.Zone],
            ["instance-state-name"] = instance => [instance.State.At(cloud.Now)],
            ["instance-state-code"] = instance => [InstanceItems.Code(instance.State.At(cloud.Now))],
            ["instance-status.status"] = instance => [Status(instance)],
            ["system-status.status"] = instance => [Status(instance)],
            ["instance-status.reachability"] = instance => [Reachability(instance)],
            ["system-status.reachability"] = instance => [Reachability(instance)],
        });
        return Ec2Operations.Paged("instanceStatusSet", call.Page([.. filters.Of(call, found).Select(Item)], "InstanceId"));
    }

    private XElement Item(InstanceDocument instance) => new("item",
        new XElement("instanceId", instance.Id),
        new XElement("availabilityZone", instance.Zone),
        new XElement("availabilityZoneId", new DefaultNetwork(instance.Region).ZoneId(instance.Zone)),
        InstanceItems.State("instanceState", instance.State.At(cloud.Now)),
        Summary("systemStatus", instance),
        Summary("instanceStatus", instance));

    private XElement Summary(string name, InstanceDocument instance) => new(name,
        new XElement("status", Status(instance)),
        instance.State.At(cloud.Now) != "running" ? null : new XElement("details", new XElement("item", new XElement("name", "reachability"), new XElement("status", Reachability(instance)))));

    private string Status(InstanceDocument instance) => instance.State.At(cloud.Now) != "running" ? "not-applicable" : cloud.Now >= instance.OnlineFrom ? "ok" : "initializing";

    private string Reachability(InstanceDocument instance) => cloud.Now >= instance.OnlineFrom ? "passed" : "initializing";
}
