using System.Net;
using System.Text.RegularExpressions;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.LocalCloud;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Tests;

/// <summary>One type and place after the other, until EC2 has room.</summary>
internal sealed class LaunchTests
{
    private const HttpStatusCode ServerFault = HttpStatusCode.InternalServerError;

    [TestCase("InsufficientInstanceCapacity", ServerFault)]
    [TestCase("InsufficientHostCapacity", ServerFault)]
    [TestCase("ReservationCapacityExceeded", HttpStatusCode.BadRequest)]
    [TestCase("InsufficientFreeAddressesInSubnet", HttpStatusCode.BadRequest)]
    [TestCase("Unsupported", HttpStatusCode.BadRequest)]
    [TestCase("SpotMaxPriceTooLow", HttpStatusCode.BadRequest)]
    [TestCase("MaxSpotInstanceCountExceeded", HttpStatusCode.BadRequest)]
    public async Task Where_EC2_has_no_room_for_one_type_the_next_is_launched_and_what_EC2_said_is_told(string code, HttpStatusCode status)
    {
        await using var yard = await Yard.OpenAsync(retries: 0);
        yard.Recipe = With(yard.Recipe, instance => instance with { Types = ["c7i.large", "c6i.large"] });
        yard.Wire.Refuse("RunInstances", code, "not now", status);
        await yard.CommandAsync("PrepareInstance");
        Assert.That((await yard.InstancesAsync()).Single().InstanceType.Value, Is.EqualTo("c6i.large"));
        Assert.That(yard.Log.Said, Does.Contain($"EC2 has no c7i.large: {code}: not now (request request-of-{code}); trying c6i.large"));
        Assert.That(Regex.Matches(yard.Journal(), "\"outcome\":\"(\\w+)\"").Select(match => match.Groups[1].Value), Is.EqualTo(new[] { "refused", "done" }), "what EC2 refused is not told to be done with the step");
    }

    [Test]
    public async Task Each_type_is_tried_in_each_subnet_and_all_tries_are_told_in_one_line()
    {
        await using var yard = await Yard.OpenAsync(retries: 0);
        yard.Recipe = With(yard.Recipe, instance => instance with { Types = ["c7i.large", "c6i.large"], Placement = new InstancePlacement { SubnetIds = ["subnet-0000000a", "subnet-0000000b"] } });
        foreach (var number in Enumerable.Range(1, 4))
        {
            yard.Wire.Refuse("RunInstances", "InsufficientInstanceCapacity", $"answer {number}", ServerFault);
        }

        var told = (await Assert.ThrowsAsync<FleetException>(async () => await yard.CommandAsync("PrepareInstance")))!.Message;
        Assert.That(yard.Wire.Sent("RunInstances").Select(body => (Value(body, "InstanceType"), Value(body, "SubnetId"))), Is.EqualTo(new[]
        {
            ("c7i.large", "subnet-0000000a"), ("c7i.large", "subnet-0000000b"), ("c6i.large", "subnet-0000000a"), ("c6i.large", "subnet-0000000b"),
        }));
        Assert.That(yard.Wire.Sent("RunInstances").Select(body => Value(body, "ClientToken")), Is.Unique.And.All.Length.EqualTo(64));
        Assert.That(yard.Journal().Split("\"intent\":\"RunInstances: "), Has.Length.EqualTo(5), "each is on disk before it is asked for");
        Assert.That(told, Does.Not.Contain("\n").And.Match("c7i.large in subnet-0000000a: .*answer 1.*c7i.large in subnet-0000000b: .*answer 2.*c6i.large in subnet-0000000a: .*answer 3.*c6i.large in subnet-0000000b: .*answer 4.*instance.types"));
        Assert.That(yard.Calls("TerminateInstances"), Is.Empty, "there is nothing to end");
    }

    [Test]
    public async Task The_first_type_and_zone_that_has_room_is_launched()
    {
        await using var yard = await Yard.OpenAsync(retries: 0, capacity: new Capacity
        {
            Shortages =
            [
                new CapacityShortage { InstanceType = "c7i.large", Zone = "us-west-2a" }, new CapacityShortage { InstanceType = "c7i.large", Zone = "us-west-2b", IsUnsupported = true },
                new CapacityShortage { InstanceType = "c6i.large", Zone = "us-west-2a" },
            ],
        });
        yard.Recipe = With(yard.Recipe, instance => instance with { Types = ["c7i.large", "c6i.large"], Placement = new InstancePlacement { AvailabilityZones = ["us-west-2a", "us-west-2b"] } });
        await yard.CommandAsync("PrepareInstance");
        var instance = (await yard.InstancesAsync()).Single();
        Assert.That((instance.InstanceType.Value, instance.Placement.AvailabilityZone), Is.EqualTo(("c6i.large", "us-west-2b")));
        Assert.That(yard.Log.Said, Does.Match(@"c7i.large in us-west-2a: InsufficientInstanceCapacity: .*; trying c7i.large in us-west-2b\n.*c7i.large in us-west-2b: Unsupported: .*; trying c6i.large in us-west-2a\n.*trying c6i.large in us-west-2b\n"));
    }

    [Test]
    public async Task After_all_were_refused_the_next_command_begins_with_the_first_again()
    {
        await using var yard = await Yard.OpenAsync(retries: 0);
        yard.Recipe = With(yard.Recipe, instance => instance with { Types = ["c7i.large", "c6i.large"] });
        yard.Wire.Refuse("RunInstances", "InsufficientInstanceCapacity", "not now", ServerFault);
        yard.Wire.Refuse("RunInstances", "InsufficientInstanceCapacity", "not now", ServerFault);
        Assert.That(async () => await yard.CommandAsync("PrepareInstance"), Throws.InstanceOf<FleetException>());
        await yard.CommandAsync("PrepareInstance");
        Assert.That((await yard.InstancesAsync()).Single().InstanceType.Value, Is.EqualTo("c7i.large"));
        Assert.That(yard.Wire.Sent("RunInstances").Select(body => Value(body, "ClientToken")), Is.Unique);
    }

    [Test]
    public async Task A_lost_answer_for_the_second_type_still_finds_its_instance()
    {
        await using var yard = await Yard.OpenAsync(retries: 0);
        yard.Recipe = With(yard.Recipe, instance => instance with { Types = ["c7i.large", "c6i.large", "m7i.large"] });
        yard.Wire.Refuse("RunInstances", "Unsupported", "not here");
        yard.Wire.Lose("RunInstances");
        Assert.That(async () => await yard.CommandAsync("PrepareInstance", keep: true), Throws.Exception);
        var state = await yard.CommandAsync("PrepareInstance");
        var instance = (await yard.InstancesAsync()).Single();
        Assert.That(instance.InstanceType.Value, Is.EqualTo("c6i.large"));
        Assert.That(state.InstanceId, Is.EqualTo(instance.InstanceId));
        Assert.That(yard.Wire.Sent("RunInstances"), Has.Count.EqualTo(2), "it was found, not asked for again");
    }

    [Test]
    public async Task A_lost_answer_for_the_second_type_that_nobody_takes_up_leaves_nothing_running()
    {
        await using var yard = await Yard.OpenAsync(retries: 0);
        yard.Recipe = With(yard.Recipe, instance => instance with { Types = ["c7i.large", "c6i.large"] });
        yard.Wire.Refuse("RunInstances", "Unsupported", "not here");
        yard.Wire.Lose("RunInstances");
        Assert.That(async () => await yard.CommandAsync("PrepareInstance"), Throws.Exception);
        Assert.That(await yard.InstancesAsync(), Has.Count.EqualTo(1));
        Assert.That(await yard.LivingAsync(), Is.Empty);
    }

    [TestCase("InvalidSubnetID.NotFound", "check instance.subnets")]
    [TestCase("InvalidGroup.NotFound", "check instance.securityGroups")]
    [TestCase("InvalidHostID.NotFound", "check instance.host")]
    [TestCase("InvalidCapacityReservationId.NotFound", "check instance.capacityReservation")]
    [TestCase("InvalidBlockDeviceMapping", "check the size, type, iops, throughput and device")]
    [TestCase("InvalidKMSKey.InvalidState", "check the recipe's KMS keys")]
    [TestCase("VcpuLimitExceeded", "ask for a higher quota")]
    [TestCase("OptInRequired", "accept the product's terms")]
    [TestCase("VPCIdNotSpecified", "name subnets in instance.subnets")]
    [TestCase("UnauthorizedOperation", "--target=IamPolicy")]
    public async Task A_refusal_is_one_line_with_what_was_asked_what_AWS_said_and_what_to_do(string code, string toDo)
    {
        await using var yard = await Yard.OpenAsync();
        yard.Recipe = With(yard.Recipe, instance => instance with { Types = ["c7i.large", "c6i.large"] });
        yard.Wire.Refuse("RunInstances", code, "You may not. Encoded authorization failure message: abcdefgh");
        var told = (await Assert.ThrowsAsync<FleetException>(async () => await yard.CommandAsync("PrepareInstance")))!.Message;
        Assert.That(told, Does.Match($"^EC2 refused to launch c7i.large from ami-\\w+ for recipes/fleets/sample.yml: AWS answered {Regex.Escape(code)}: You may not \\(request request-of-{Regex.Escape(code)}\\); .*{Regex.Escape(toDo)}.*, and run the same command again\\.$"));
        Assert.That(yard.Wire.Sent("RunInstances"), Has.Count.EqualTo(1), "no other type mends it");
    }

    internal static Recipe With(Recipe recipe, Func<BuildInstance, BuildInstance> change) => recipe with { Instance = change(recipe.Instance) };

    /// <summary>A parameter of a query, or null.</summary>
    internal static string? Value(string body, string name) => body.Split('&').FirstOrDefault(part => part.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];
}
