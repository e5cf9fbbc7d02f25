using System.Xml.Linq;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2;

/// <summary>EC2's operations by name.</summary>
internal static class Ec2Operations
{
    public static IReadOnlyDictionary<string, Func<QueryCall, IEnumerable<XElement>>> Of(Cloud cloud)
    {
        var instances = new Instances(cloud);
        var launch = new LaunchInstances(cloud, instances);
        var images = new Images(cloud);
        var create = new CreateImages(cloud, instances);
        var tags = new ResourceTags(cloud);
        return new Dictionary<string, Func<QueryCall, IEnumerable<XElement>>>
        {
            ["RunInstances"] = launch.Run,
            ["DescribeInstances"] = instances.Describe,
            ["StopInstances"] = call => instances.Change(call, "stopping", "stopped", "instance-stopping", cloud.Host.StopAsync),
            ["StartInstances"] = call => instances.Change(call, "pending", "running", "instance-pending", cloud.Host.StartAsync),
            ["TerminateInstances"] = call => instances.Change(call, "shutting-down", "terminated", "instance-terminating", cloud.Host.TerminateAsync),
            ["RebootInstances"] = instances.Reboot,
            ["ModifyInstanceAttribute"] = instances.Modify,
            ["DescribeInstanceTypes"] = InstanceTypes.Describe,
            ["DescribeImages"] = images.Describe,
            ["DescribeSnapshots"] = images.DescribeSnapshots,
            ["ModifyImageAttribute"] = images.Modify,
            ["DescribeImageAttribute"] = images.DescribeAttribute,
            ["DeregisterImage"] = images.Deregister,
            ["DeleteSnapshot"] = images.DeleteSnapshot,
            ["CreateImage"] = create.Create,
            ["CreateTags"] = tags.Create,
            ["DeleteTags"] = tags.Delete,
            ["DescribeTags"] = tags.Describe,
            ["DescribeRegions"] = call => [new("regionInfo", new XElement("item", new XElement("regionName", call.Region), new XElement("regionEndpoint", $"ec2.{call.Region}.amazonaws.com"), new XElement("optInStatus", "opt-in-not-required")))],
        };
    }

    public static string Iso(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);

    public static XElement TagSet(IReadOnlyDictionary<string, string> tags) =>
        new("tagSet", tags.Select(tag => new XElement("item", new XElement("key", tag.Key), new XElement("value", tag.Value))));

    public static IEnumerable<string?>? TagFilter(string filter, IReadOnlyDictionary<string, string> tags) => filter switch
    {
        "tag-key" => tags.Keys,
        _ when filter.StartsWith("tag:", StringComparison.Ordinal) => tags.TryGetValue(filter[4..], out var value) ? [value] : [],
        _ => null,
    };
}
