using Fleetyard.Fleets.Tests.World;

namespace Fleetyard.Fleets.Tests;

/// <summary>The chain from end to end, and a second time.</summary>
internal sealed class ChainTests
{
    [Test]
    public async Task A_run_ends_with_a_fleet_and_no_instance()
    {
        await using var yard = await Yard.OpenAsync();
        var state = await yard.CommandAsync();
        Assert.That((await yard.FleetAsync()).Status!.StatusCode!.Value, Is.EqualTo("ACTIVE"));
        Assert.That(await yard.LivingAsync(), Is.Empty);
        Assert.That(state.FleetArn, Does.Contain(":fleet/sample:"));
    }

    [Test]
    public async Task A_second_run_creates_nothing_and_says_why()
    {
        await using var yard = await Yard.OpenAsync();
        var first = await yard.CommandAsync();
        var second = await yard.CommandAsync();
        Assert.That(second.RunId, Is.Not.EqualTo(first.RunId));
        Assert.That(new[] { "RunInstances", "CreateImage", "ModifyImageAttribute", "CreateFleet" }.Select(operation => yard.Calls(operation).Count), Is.All.EqualTo(1));
        Assert.That(yard.Calls("UpdateFleet"), Is.Empty);
        Assert.That(yard.Log.Said, Does.Contain("PrepareInstance is skipped: the AMI " + first.AmiId)
            .And.Contain("has the recipe's fingerprint")
            .And.Contain("GrantAccess is skipped: " + Sample.Organization)
            .And.Contain("CreateFleet is skipped: the fleet sample is active and as the recipe says"));
    }

    [Test]
    public async Task Forced_a_second_run_makes_another_AMI_and_the_fleet_takes_it()
    {
        await using var yard = await Yard.OpenAsync();
        var first = await yard.CommandAsync();
        yard.Settings = yard.Settings with { Force = true };
        yard.Recipe = yard.Recipe with { Ami = yard.Recipe.Ami with { Name = "again-{date}" } };
        var second = await yard.CommandAsync();
        Assert.That(second.AmiId, Is.Not.EqualTo(first.AmiId));
        Assert.That((await yard.FleetAsync()).ImageId, Is.EqualTo(second.AmiId));
        Assert.That(yard.Log.Said, Does.Contain($"imageId: {first.AmiId} → {second.AmiId}"));
    }
}
