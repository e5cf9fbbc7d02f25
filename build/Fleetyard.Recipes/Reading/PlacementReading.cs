using Fleetyard.Yaml;

namespace Fleetyard.Recipes.Reading;

/// <summary>Reads where an instance is launched, from a recipe's <c>instance</c> section.</summary>
internal sealed class PlacementReading(RegionRules region)
{
    private static readonly IReadOnlyList<string> OnDemandAlone = ["host", "capacityReservation"];

    public InstancePlacement Read(Section section, InstanceMarket market)
    {
        var subnet = section.Text("subnet", Rules.Subnet);
        var subnets = section.Distinct("subnets", Rules.Subnet, least: section.Has("subnets") ? 1 : 0, most: 20);
        var zones = section.Distinct("availabilityZones", region.AvailabilityZone, least: section.Has("availabilityZones") ? 1 : 0, most: 20);
        var groups = section.Distinct("securityGroups", Rules.SecurityGroup, most: 5);
        var host = section.Text("host", Rules.DedicatedHost);
        var reservation = section.Text("capacityReservation", Rules.CapacityReservation);
        var publicIp = section.Flag("publicIp");
        var ipv6 = section.Flag("ipv6");
        Contradictions(section, market);

        return new InstancePlacement
        {
            SubnetIds = subnet is null ? subnets : [subnet],
            AvailabilityZones = zones,
            SecurityGroupIds = groups,
            HostId = host,
            CapacityReservationId = reservation,
            PublicIp = publicIp,
            Ipv6 = ipv6 ?? false,
        };
    }

    /// <remarks>Sources: the EC2 User Guide's pages on Dedicated Hosts and on Capacity Reservations, neither of which Spot Instances can use.</remarks>
    private static void Contradictions(Section section, InstanceMarket market)
    {
        if (section.Has("subnet") && section.Has("subnets"))
        {
            section.Fault("subnets", "instance names both a subnet and subnets (one of the two)");
        }

        if (section.Has("availabilityZones") && (section.Has("subnet") || section.Has("subnets")))
        {
            section.Fault("availabilityZones", "instance names both subnets and availabilityZones (one of the two: a subnet is of one zone)");
        }

        if (section.Has("host") && section.Has("capacityReservation"))
        {
            section.Fault("capacityReservation", "instance names both a host and a capacityReservation (one of the two)");
        }

        foreach (var key in OnDemandAlone.Where(key => market == InstanceMarket.Spot && section.Has(key)))
        {
            section.Fault(key, $"instance.{key} does not go with market: spot (on-demand, or leave {key} out)");
        }
    }
}
