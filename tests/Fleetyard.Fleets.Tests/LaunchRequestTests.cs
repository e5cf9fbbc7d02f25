using Fleetyard.Fleets.Tests.World;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Tests;

/// <summary>What EC2 is asked for a recipe's instance, as it stands on the wire.</summary>
internal sealed class LaunchRequestTests
{
    [Test]
    public async Task A_Spot_Instance_is_asked_for_once_and_ends_when_it_is_taken_back()
    {
        var body = await AskedAsync(recipe => LaunchTests.With(recipe, instance => instance with { Market = InstanceMarket.Spot, SpotMaxPrice = 0.0350m }));
        Assert.That(body, Does.Contain("&InstanceMarketOptions.MarketType=spot&")
            .And.Contain("InstanceMarketOptions.SpotOptions.MaxPrice=0.0350&")
            .And.Contain("InstanceMarketOptions.SpotOptions.SpotInstanceType=one-time&")
            .And.Contain("InstanceMarketOptions.SpotOptions.InstanceInterruptionBehavior=terminate&")
            .And.Contain("TagSpecification.4.ResourceType=spot-instances-request&"));
    }

    [Test]
    public async Task An_on_demand_instance_is_asked_for_without_a_word_of_Spot()
    {
        var body = await AskedAsync(recipe => recipe);
        Assert.That(body, Does.Not.Contain("spot").IgnoreCase.And.Contain("TagSpecification.3.ResourceType=network-interface&"));
        Assert.That(body, Does.Not.Contain("NetworkInterface.").And.Not.Contain("Placement.").And.Not.Contain("CapacityReservation").And.Not.Contain("Encrypted"));
    }

    [Test]
    public async Task A_Dedicated_Host_and_a_capacity_reservation_are_named_by_their_ids()
    {
        var body = await AskedAsync(recipe => Placed(recipe, new InstancePlacement { HostId = "h-0123456789abcdef0", CapacityReservationId = "cr-0123456789abcdef0" }));
        Assert.That(LaunchTests.Value(body, "Placement.HostId"), Is.EqualTo("h-0123456789abcdef0"));
        Assert.That(LaunchTests.Value(body, "Placement.Tenancy"), Is.EqualTo("host"));
        Assert.That(LaunchTests.Value(body, "CapacityReservationSpecification.CapacityReservationTarget.CapacityReservationId"), Is.EqualTo("cr-0123456789abcdef0"));
    }

    [Test]
    public async Task A_zone_is_named_where_no_subnet_is()
    {
        var body = await AskedAsync(recipe => Placed(recipe, new InstancePlacement { AvailabilityZones = ["us-west-2b", "us-west-2a"] }));
        Assert.That(LaunchTests.Value(body, "Placement.AvailabilityZone"), Is.EqualTo("us-west-2b"));
        Assert.That(LaunchTests.Value(body, "SubnetId"), Is.Null);
    }

    [TestCase(true, "true")]
    [TestCase(false, "false")]
    public async Task A_public_address_is_a_matter_of_the_interface_which_then_has_the_subnet_and_the_groups(bool publicIp, string told)
    {
        var body = await AskedAsync(recipe => Placed(recipe, new InstancePlacement { SubnetIds = ["subnet-0000000a"], SecurityGroupIds = ["sg-0000000a"], PublicIp = publicIp }));
        Assert.That(LaunchTests.Value(body, "NetworkInterface.1.AssociatePublicIpAddress"), Is.EqualTo(told));
        Assert.That(LaunchTests.Value(body, "NetworkInterface.1.DeviceIndex"), Is.EqualTo("0"));
        Assert.That(LaunchTests.Value(body, "NetworkInterface.1.SubnetId"), Is.EqualTo("subnet-0000000a"));
        Assert.That(LaunchTests.Value(body, "NetworkInterface.1.SecurityGroupId.1"), Is.EqualTo("sg-0000000a"));
        Assert.That(LaunchTests.Value(body, "NetworkInterface.1.DeleteOnTermination"), Is.EqualTo("true"));
        Assert.That(LaunchTests.Value(body, "SubnetId") ?? LaunchTests.Value(body, "SecurityGroupId.1"), Is.Null, "EC2 takes them in one place alone");
    }

    [Test]
    public async Task An_IPv6_address_is_asked_for_without_a_word_of_a_public_one()
    {
        var body = await AskedAsync(recipe => Placed(recipe, new InstancePlacement { SubnetIds = ["subnet-0000000a"], Ipv6 = true }));
        Assert.That(LaunchTests.Value(body, "NetworkInterface.1.Ipv6AddressCount"), Is.EqualTo("1"));
        Assert.That(LaunchTests.Value(body, "NetworkInterface.1.AssociatePublicIpAddress"), Is.Null);
    }

    [Test]
    public async Task Every_volume_has_its_own_values_and_none_outlives_the_instance()
    {
        var body = await AskedAsync(recipe => LaunchTests.With(recipe, instance => instance with
        {
            RootVolume = new Volume { SizeGiB = 40, Type = "io2", Iops = 6000 },
            ExtraVolumes = [new ExtraVolume { Device = "/dev/sdf", SizeGiB = 100, ThroughputMiB = 500, KmsKey = Key("0a") }],
        }));
        Assert.That(body, Does.Contain("BlockDeviceMapping.1.DeviceName=/dev/xvda&BlockDeviceMapping.1.Ebs.DeleteOnTermination=true&BlockDeviceMapping.1.Ebs.Iops=6000&BlockDeviceMapping.1.Ebs.VolumeSize=40&BlockDeviceMapping.1.Ebs.VolumeType=io2&"));
        Assert.That(LaunchTests.Value(body, "BlockDeviceMapping.2.DeviceName"), Is.EqualTo("/dev/sdf"));
        Assert.That(LaunchTests.Value(body, "BlockDeviceMapping.2.Ebs.Throughput"), Is.EqualTo("500"));
        Assert.That(LaunchTests.Value(body, "BlockDeviceMapping.2.Ebs.KmsKeyId"), Is.EqualTo(Key("0a")));
        Assert.That(LaunchTests.Value(body, "BlockDeviceMapping.2.Ebs.Encrypted"), Is.EqualTo("true"));
        Assert.That(LaunchTests.Value(body, "BlockDeviceMapping.2.Ebs.DeleteOnTermination"), Is.EqualTo("true"));
    }

    [Test]
    public async Task The_AMIs_key_encrypts_every_volume_that_has_none_of_its_own_those_of_the_source_too()
    {
        var body = await AskedAsync(
            recipe => LaunchTests.With(recipe, instance => instance with { ExtraVolumes = [new ExtraVolume { Device = "/dev/sdf", SizeGiB = 1, KmsKey = Key("0c") }] }) with { Ami = recipe.Ami with { KmsKey = Key("0b") } },
            images => images.Replace("<blockDeviceMapping>", "<blockDeviceMapping><item><deviceName>/dev/sdb</deviceName><ebs><snapshotId>snap-00000001</snapshotId></ebs></item>", StringComparison.Ordinal));
        Assert.That(Enumerable.Range(1, 3).Select(number => (LaunchTests.Value(body, $"BlockDeviceMapping.{number}.DeviceName"), LaunchTests.Value(body, $"BlockDeviceMapping.{number}.Ebs.KmsKeyId"), LaunchTests.Value(body, $"BlockDeviceMapping.{number}.Ebs.Encrypted"))),
            Is.EqualTo(new[] { ("/dev/xvda", Key("0b"), "true"), ("/dev/sdf", Key("0c"), "true"), ("/dev/sdb", Key("0b"), "true") }));
    }

    /// <summary>A key of the recipe's own account, which the rehearsal takes to be there.</summary>
    private static string Key(string id) => $"arn:aws:kms:us-west-2:111122223333:key/{id}";

    private static Recipe Placed(Recipe recipe, InstancePlacement placement) => LaunchTests.With(recipe, instance => instance with { Placement = placement });

    /// <summary>The launch as it was asked for; it is refused, since only the question matters.</summary>
    private static async Task<string> AskedAsync(Func<Recipe, Recipe> change, Func<string, string>? images = null)
    {
        await using var yard = await Yard.OpenAsync();
        yard.Recipe = change(yard.Recipe);
        yard.Wire.Edit("DescribeImages", images ?? (answer => answer));
        yard.Wire.Refuse("RunInstances", "Blocked", "only a test");
        Assert.That(async () => await yard.CommandAsync("PrepareInstance"), Throws.InstanceOf<FleetException>().With.Message.Contains("only a test"));
        return yard.Wire.Sent("RunInstances").Single() + "&";
    }
}
