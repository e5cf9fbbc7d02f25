using System.Net;
using Fleetyard.Fleets.Planning;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Tests;

/// <summary>A fleet that is there is brought to what the recipe says, or it is said what cannot be.</summary>
internal sealed class FleetUpdateTests
{
    private static readonly FleetCompute General = new() { Type = "BUILD_GENERAL1_LARGE" };
    private static readonly FleetCompute Attributes = new() { Type = "ATTRIBUTE_BASED_COMPUTE", VCpu = 8, MemoryGiB = 32, DiskGiB = 200, MachineType = "NVME" };

    /// <summary>A fleet as it is made, as it is changed, and what is told of it; then all is taken out of the recipe again.</summary>
    private static IEnumerable<TestCaseData> Changes()
    {
        yield return Case("general sizes", fleet => fleet with { Compute = General }, fleet => fleet with { Compute = new() { Type = "BUILD_GENERAL1_SMALL" } }, "computeType: BUILD_GENERAL1_LARGE → BUILD_GENERAL1_SMALL");
        yield return Case("attributes", fleet => fleet with { Compute = Attributes }, fleet => fleet with { Compute = Attributes with { VCpu = 16, MachineType = "GENERAL" } }, "machineType: NVME → GENERAL; vCpu: 8 → 16");
        yield return Case("custom types", fleet => fleet with { Compute = fleet.Compute with { InstanceType = "c7i.2xlarge" } }, fleet => fleet with { Compute = fleet.Compute with { InstanceType = "m7i.large" } }, "instanceType: c7i.2xlarge → m7i.large");
        yield return Case("sizes to attributes", fleet => fleet with { Compute = General }, fleet => fleet with { Compute = Attributes }, "computeType: BUILD_GENERAL1_LARGE → ATTRIBUTE_BASED_COMPUTE; machineType: none → NVME; vCpu: none → 8; memory: none → 32; disk: none → 200");
        yield return Case("scaling", fleet => fleet with { Scaling = new(4, 70) }, fleet => fleet with { Scaling = new(6, 70) }, "maxCapacity: 4 → 6");
        yield return Case("overflow", fleet => fleet with { Overflow = FleetOverflow.OnDemand }, fleet => fleet with { Overflow = FleetOverflow.Queue }, "overflowBehavior: ON_DEMAND → QUEUE");
        yield return Case("a VPC", fleet => fleet with { Vpc = Vpc("subnet-0123456789abcdef0") }, fleet => fleet with { Vpc = Vpc("subnet-0fedcba9876543210") }, "vpcConfig: vpc-0123456789abcdef0 subnet-0123456789abcdef0 sg-0123456789abcdef0 → vpc-0123456789abcdef0 subnet-0fedcba9876543210 sg-0123456789abcdef0");
        yield return Case("a proxy", fleet => fleet with { Proxy = new("DENY_ALL", []) }, fleet => fleet with { Proxy = new("ALLOW_ALL", [new("IP", "DENY", ["10.0.0.0/8"])]) }, "proxyConfiguration: DENY_ALL → ALLOW_ALL, DENY IP 10.0.0.0/8");
        yield return Case("tags", fleet => fleet with { Tags = Team("tls") }, fleet => fleet with { Tags = Team("quic") }, "tag team: tls → quic");
    }

    [TestCaseSource(nameof(Changes))]
    public async Task It_is_made_changed_and_made_plain_again(Func<FleetSettings, FleetSettings> made, Func<FleetSettings, FleetSettings> changed, string told)
    {
        await using var yard = await Yard.OpenAsync();
        yard.Recipe = Sample.Recipe with { Fleet = made(Sample.Recipe.Fleet) };
        await yard.CommandAsync();
        yard.Recipe = Sample.Recipe with { Fleet = changed(Sample.Recipe.Fleet) };
        using (var look = yard.Look())
        {
            Assert.That((await FleetPlan.OfAsync(look, yard.Chain.Steps, CancellationToken.None)).Steps[5].What, Is.EqualTo($"fleet sample: {told}"));
        }

        await yard.CommandAsync();
        Assert.That(yard.Log.Said, Does.Contain($"Updating fleet sample: {told}\n"));
        yard.Recipe = Sample.Recipe;
        await yard.CommandAsync();
        await yard.CommandAsync();
        var isPlainAlready = changed(Sample.Recipe.Fleet) == Sample.Recipe.Fleet;
        Assert.That(yard.Calls("UpdateFleet"), Has.Count.EqualTo(isPlainAlready ? 1 : 2));
        Assert.That(yard.Calls("UpdateFleet").Select(call => call.RequestBody), Is.All.Contain("\"overflowBehavior\":").And.All.Contain("\"scalingConfiguration\":{"));
        using var last = yard.Look();
        Assert.That((await FleetPlan.OfAsync(last, yard.Chain.Steps, CancellationToken.None)).Steps[5].Action, Is.EqualTo(PlannedAction.Reuse));
    }

    [Test]
    public async Task What_CodeBuild_refuses_to_update_is_told_with_field_values_and_what_to_do()
    {
        await using var yard = await Yard.OpenAsync();
        await yard.CommandAsync();
        yard.Recipe = yard.Recipe with { Fleet = yard.Recipe.Fleet with { Capacity = 2 } };
        yard.Wire.Answer("UpdateFleet", HttpStatusCode.BadRequest, """{"__type":"InvalidInputException","message":"This cannot be changed."}""");
        Assert.That(async () => await yard.CommandAsync(), Throws.InstanceOf<FleetException>().With.Message.Contains("does not update fleet sample in baseCapacity: 1 → 2 (InvalidInputException: This cannot be changed")
            .And.Message.Contains("delete the fleet with --target=DeleteFleet and run the same command again"));
    }

    [Test]
    public async Task A_field_that_an_update_leaves_as_it_was_is_told_with_what_to_do()
    {
        await using var yard = await Yard.OpenAsync();
        await yard.CommandAsync();
        yard.Recipe = yard.Recipe with { Fleet = yard.Recipe.Fleet with { Capacity = 2, Overflow = FleetOverflow.OnDemand } };
        yard.Wire.Edit("BatchGetFleets", body => body.Replace("\"baseCapacity\":2", "\"baseCapacity\":1", StringComparison.Ordinal));
        Assert.That(async () => await yard.CommandAsync(), Throws.InstanceOf<FleetException>().With.Message.Contains("does not update fleet sample in baseCapacity: 1 → 2 (it took the update and kept the old value)")
            .And.Message.Not.Contains("overflow").And.Message.Contains("--target=DeleteFleet"));
    }

    [Test]
    public async Task A_fleet_that_rotates_its_machines_is_waited_for_and_told()
    {
        await using var yard = await Yard.OpenAsync();
        await yard.CommandAsync();
        var (updated, rotating) = (false, 3);
        yard.Wire.Before = operation => updated |= operation == "UpdateFleet";
        yard.Wire.Edit("BatchGetFleets", body => updated && body.Contains("\"ACTIVE\"", StringComparison.Ordinal) && rotating-- > 0 ? body.Replace("\"ACTIVE\"", "\"ROTATING\"", StringComparison.Ordinal) : body);
        yard.Recipe = yard.Recipe with { Fleet = yard.Recipe.Fleet with { Scaling = new(4, 70) } };
        await yard.CommandAsync();
        Assert.That(rotating, Is.Negative);
        Assert.That(yard.Log.Said, Does.Contain("Fleet sample: ROTATING").And.Contain("Updating fleet sample: scalingType"));
    }

    private static TestCaseData Case(string name, Func<FleetSettings, FleetSettings> made, Func<FleetSettings, FleetSettings> changed, string told) =>
        new TestCaseData(made, changed, told).SetArgDisplayNames(name);

    private static FleetVpc Vpc(string subnet) => new("vpc-0123456789abcdef0", [subnet], ["sg-0123456789abcdef0"]);

    private static Dictionary<string, string> Team(string team) => new() { ["team"] = team };
}
