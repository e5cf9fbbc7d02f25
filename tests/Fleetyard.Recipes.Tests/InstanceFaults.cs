namespace Fleetyard.Recipes.Tests;

/// <summary>Instances that EC2 cannot launch.</summary>
internal static class InstanceFaults
{
    private const string Type = "  type: c7i.large\n  volume";
    private const string Remote = "  remote: ssm";
    private const string Subnet = "  subnet: subnet-0123456789abcdef0\n";

    public static IEnumerable<FaultySample> All() => Types().Concat(Markets()).Concat(Places()).Concat(UserData());

    private static IEnumerable<FaultySample> Types()
    {
        yield return new(Type, "  volume", "9:3: instance.type is missing (an EC2 instance type such as c7i.large)");
        yield return new(Type, "  types: []\n  volume", "9:10: instance.types has 0 items (1 to 20)");
        yield return new(Type, "  types: c7i.large\n  volume", "9:10: instance.types is not a list (a list; each item an EC2 instance type such as c7i.large)");
        yield return new(Type, "  types: [c7i.large, large]\n  volume", "9:22: instance.types holds 'large' (an EC2 instance type such as c7i.large)");
        yield return new(Type, "  types: [c7i.large, m7i.large, c7i.large]\n  volume", "9:33: instance.types holds 'c7i.large' twice (each once)");
        yield return new(Type, "  types: [c7i.large, m7g.large]\n  volume", "9:22: instance.types holds 'm7g.large' (it does not have the source's architecture; an x86_64 type)", BySchema: false);
        yield return new(Type, $"  types: [{string.Join(", ", Enumerable.Range(1, 21).Select(i => $"c7i.{i}xlarge"))}]\n  volume", "9:10: instance.types has 21 items (1 to 20)");
        yield return new(Type, "  type: c7i.large\n  types: [m7i.large]\n  volume", "10:10: instance names both a type and types (one of the two)");
    }

    private static IEnumerable<FaultySample> Markets()
    {
        const string allowed = "(a number of more than 0.001 and at most 1000)";
        yield return new(Remote, "  market: auction", "16:11: instance.market is 'auction' (on-demand, spot)");
        yield return new(Remote, "  market: true", "16:11: instance.market is 'true' (on-demand, spot)");
        yield return new(Remote, "  spot: {maxPrice: 0.05}", "16:9: instance.spot goes with market: spot alone (set it, or leave spot out)");
        yield return new(Remote, "  market: on-demand\n  spot: {maxPrice: 0.05}", "17:9: instance.spot goes with market: spot alone (set it, or leave spot out)");
        yield return new(Remote, "  market: spot\n  spot: 0.05", "17:9: instance.spot is not a mapping (keys with values)");
        yield return new(Remote, "  market: spot\n  spot: {price: 0.05}", "17:10: 'price' is not a key of instance.spot (maxPrice)");
        foreach (var price in new[] { "0", "0.001", "-1", "1001", "cheap", "5e-2", ".inf", "0x10", "1,5", "9".PadRight(100, '9') })
        {
            yield return new(Remote, $"  market: spot\n  spot: {{maxPrice: \"{price}\"}}".Replace(price is "cheap" or "1,5" ? "\0" : "\"", "", StringComparison.Ordinal),
                $"17:20: instance.spot.maxPrice is '{(price.Length > 60 ? price[..60] + "…" : price)}' {allowed}", BySchema: price is not ("5e-2" or ".inf" or "0x10"));
        }

        yield return new(Remote, "  market: spot\n  spot: {maxPrice: \"0.05\"}", $"17:20: instance.spot.maxPrice is the text '0.05'; leave out its quotes or tag {allowed}");
        yield return new(Remote, "  market: spot\n  host: h-0123456789abcdef0", "17:9: instance.host does not go with market: spot (on-demand, or leave host out)");
        yield return new(Remote, "  market: spot\n  capacityReservation: cr-0123456789abcdef0", "17:24: instance.capacityReservation does not go with market: spot (on-demand, or leave capacityReservation out)");
    }

    private static IEnumerable<FaultySample> Places()
    {
        yield return new(Subnet, "  subnets: []\n", "14:12: instance.subnets has 0 items (1 to 20)");
        yield return new(Subnet, "  subnets: [subnet-0123456789abcdef0, net-1]\n", "14:39: instance.subnets holds 'net-1' (a subnet id such as subnet-0123456789abcdef0)");
        yield return new(Subnet, "  subnets: [subnet-00000001, subnet-00000001]\n", "14:30: instance.subnets holds 'subnet-00000001' twice (each once)");
        yield return new(Subnet, Subnet + "  subnets: [subnet-00000001]\n", "15:12: instance names both a subnet and subnets (one of the two)");
        yield return new(Subnet, Subnet + "  availabilityZones: [us-west-2a]\n", "15:22: instance names both subnets and availabilityZones (one of the two: a subnet is of one zone)");
        yield return new(Subnet, "  subnets: [subnet-00000001]\n  availabilityZones: [us-west-2a]\n", "15:22: instance names both subnets and availabilityZones (one of the two: a subnet is of one zone)");
        yield return new(Subnet, "  availabilityZones: [us-west-2]\n", "14:23: instance.availabilityZones holds 'us-west-2' (an Availability Zone such as us-west-2a)");
        yield return new(Subnet, "  availabilityZones: [usw2-az1]\n", "14:23: instance.availabilityZones holds 'usw2-az1' (an Availability Zone such as us-west-2a)");
        yield return new(Subnet, "  availabilityZones: [us-west-2a, us-east-1a]\n", "14:35: instance.availabilityZones holds 'us-east-1a' (not a zone of us-west-2; a zone such as us-west-2a)", BySchema: false);
        yield return new(Subnet, "  availabilityZones: [us-west-2a, us-west-2a]\n", "14:35: instance.availabilityZones holds 'us-west-2a' twice (each once)");
        yield return new("[sg-0123456789abcdef0]\n  remote", "[sg-00000001, sg-00000001]\n  remote", "15:33: instance.securityGroups holds 'sg-00000001' twice (each once)");
        yield return new(Remote, "  host: host-1", "16:9: instance.host is 'host-1' (the id of a Dedicated Host such as h-0123456789abcdef0)");
        yield return new(Remote, "  capacityReservation: cr-1", "16:24: instance.capacityReservation is 'cr-1' (the id of a capacity reservation such as cr-0123456789abcdef0)");
        yield return new(Remote, "  host: h-0123456789abcdef0\n  capacityReservation: cr-0123456789abcdef0", "17:24: instance names both a host and a capacityReservation (one of the two)");
        yield return new(Remote, "  publicIp: 203.0.113.7", "16:13: instance.publicIp is '203.0.113.7' (true or false)");
        yield return new(Remote, "  ipv6: \"yes\"", "16:9: instance.ipv6 is 'yes' (true or false)");
    }

    private static IEnumerable<FaultySample> UserData()
    {
        yield return new(Remote, "  userData: ../first-boot.sh", "16:13: instance.userData is '../first-boot.sh' (the name of a .sh file in recipes/scripts, without a folder)");
        yield return new(Remote, "  userData: clean_up.sh", "16:13: instance.userData is 'clean_up.sh' (recipes/scripts has no such file; the nearest is 'clean-up.sh')", BySchema: false);
        yield return new(Remote, "  userData: [clean-up.sh]", "16:13: instance.userData is a list (the name of a .sh file in recipes/scripts, without a folder)");
    }
}
