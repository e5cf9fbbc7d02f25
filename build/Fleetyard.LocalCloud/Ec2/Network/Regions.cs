using System.Xml.Linq;
using Fleetyard.LocalCloud.Http;

namespace Fleetyard.LocalCloud.Ec2.Network;

/// <summary>DescribeRegions: the regions that every account has, and the one that is asked.</summary>
internal static class Regions
{
    /// <summary>"Regions" in the EC2 user guide, without those that an account has to opt in to.</summary>
    private static readonly string[] Enabled =
    [
        "ap-northeast-1", "ap-northeast-2", "ap-northeast-3", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ca-central-1", "eu-central-1", "eu-north-1",
        "eu-west-1", "eu-west-2", "eu-west-3", "sa-east-1", "us-east-1", "us-east-2", "us-west-1", "us-west-2",
    ];

    public static IEnumerable<XElement> Describe(QueryCall call)
    {
        var all = Enabled.Append(call.Region).Distinct().Order(StringComparer.Ordinal).ToList();
        var names = call.List("RegionName");
        if (names.Except(all).ToList() is { Count: > 0 } unknown)
        {
            throw new AwsFault("InvalidParameterValue", $"Invalid region name: {string.Join(", ", unknown)}");
        }

        var filters = new Filters<string>(new Dictionary<string, Func<string, IEnumerable<string?>>>
        {
            ["region-name"] = region => [region],
            ["endpoint"] = region => [Endpoint(region)],
            ["opt-in-status"] = _ => ["opt-in-not-required"],
        });
        return [new("regionInfo", filters.Of(call, all.Where(region => names.Count == 0 || names.Contains(region))).Select(region => new XElement("item",
            new XElement("regionName", region),
            new XElement("regionEndpoint", Endpoint(region)),
            new XElement("optInStatus", "opt-in-not-required"))))];
    }

    private static string Endpoint(string region) => $"ec2.{region}.amazonaws.com";
}
