using Fleetyard.Yaml;

namespace Fleetyard.Recipes.Reading;

/// <summary>Reads the network of a fleet's machines: a VPC, or a managed proxy.</summary>
internal static class FleetNetworkReading
{
    public static FleetVpc? Vpc(Section section)
    {
        var id = section.Text("id", Rules.Vpc, required: true);
        var subnets = section.Distinct("subnets", Rules.Subnet, least: 1, most: 16);
        var groups = section.Distinct("securityGroups", Rules.SecurityGroup, least: 1, most: 5);
        section.NoOthers();
        if (subnets.Count > 1)
        {
            section.Warn("subnets", $"{section.Name("subnets")} has {subnets.Count} subnets, and CodeBuild puts a fleet into one Availability Zone (leave the one with a way to the NAT gateway)");
        }

        return id is null ? null : new FleetVpc(id, subnets, groups);
    }

    public static FleetProxy? Proxy(Section section)
    {
        var behavior = section.Text("default", Rule.Matching("ALLOW_ALL|DENY_ALL", "ALLOW_ALL or DENY_ALL"), required: true);
        var rules = new List<FleetProxyRule>();
        foreach (var (_, child) in section.Entries("rules", "a mapping with type, effect and entities", most: 100))
        {
            var type = child!.Text("type", Rule.Matching("DOMAIN|IP", "DOMAIN or IP"), required: true);
            var effect = child.Text("effect", Rule.Matching("ALLOW|DENY", "ALLOW or DENY"), required: true);
            var entities = child.Texts("entities", type == "IP" ? Rules.ProxyAddress : Rules.ProxyDomain, least: 1);
            child.NoOthers();
            if (type is not null && effect is not null)
            {
                rules.Add(new(type, effect, entities));
            }
        }

        section.NoOthers();
        return behavior is null ? null : new FleetProxy(behavior, rules);
    }
}
