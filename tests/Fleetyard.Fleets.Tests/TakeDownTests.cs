using System.Net;
using Fleetyard.Fleets.CodeBuild;
using Fleetyard.Fleets.Inventory;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.Fleets.Waiting;

namespace Fleetyard.Fleets.Tests;

/// <summary>What was made is taken down: past failures, again after an interruption, and to its end.</summary>
internal sealed class TakeDownTests
{
    [Test]
    public async Task An_instance_that_could_not_be_terminated_is_terminated_by_the_next_clean_up()
    {
        await using var yard = await Yard.OpenAsync();
        var state = await yard.CommandAsync("PrepareInstance");
        yard.Wire.Answer("TerminateInstances", HttpStatusCode.Forbidden, "<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>no</Message></Error></Errors><RequestID>1</RequestID></Response>");
        using (var run = yard.Begin())
        {
            Assert.That(async () => await run.AbandonInstanceAsync(CancellationToken.None), Throws.InstanceOf<FleetException>().With.Message.Contains("lack a permission"));
            Assert.That(run.State.InstanceId, Is.EqualTo(state.InstanceId), "it is not forgotten");
        }

        using var next = yard.Begin();
        await next.AbandonInstanceAsync(CancellationToken.None);
        Assert.That(await yard.LivingAsync(), Is.Empty);
        Assert.That(next.State.InstanceId, Is.Null);
    }

    [Test]
    public async Task A_clean_up_goes_on_past_what_could_not_be_asked_for_and_the_next_does_that()
    {
        await using var yard = await Yard.OpenAsync(retries: 0);
        await yard.CommandAsync();
        yard.Settings = yard.Settings with { Force = true };
        await yard.CommandAsync("PrepareInstance");
        var all = await VerdictsAsync(yard);
        Assert.That(all.Select(verdict => verdict.Resource.Kind), Is.EqualTo(new[] { ResourceKind.Fleet, ResourceKind.Ami, ResourceKind.Instance }));

        yard.Wire.Lose("DeregisterImage");
        var failures = await new Cleanup(yard.Clients, yard.Log, new Waiter(yard.Time)).RunAsync(all, CancellationToken.None);
        Assert.That(failures.Single(), Does.StartWith(all[1].Resource.Id).And.Not.Contain("\n"));
        Assert.That(await yard.LivingAsync(), Is.Empty);
        Assert.That(await new Cleanup(yard.Clients, yard.Log, new Waiter(yard.Time)).RunAsync(await VerdictsAsync(yard), CancellationToken.None), Is.Empty);
        Assert.That(await yard.AmisAsync(), Is.Empty);
    }

    [Test]
    public async Task A_fleet_that_is_deleted_is_waited_for_until_CodeBuild_knows_it_no_more()
    {
        var (yard, _) = await Yard.OpenJumpingAsync("fleet-deleting: 90");
        await using var closing = yard;
        var state = await yard.CommandAsync();
        var deleted = await new DeleteFleet(new Waiter(yard.Time)).RunAsync(yard.Recipe, yard.In, yard.Log, CancellationToken.None);
        Assert.That(deleted, Is.EqualTo(new[] { state.FleetArn }));
        Assert.That(yard.Log.Said, Does.Match("Fleet sample: (PENDING_DELETION|DELETING)").And.Contain("Fleet sample is gone"));
        Assert.That((await yard.Clients.CodeBuild.BatchGetFleetsAsync(new() { Names = [yard.Recipe.Fleet.Name] })).Fleets ?? [], Is.Empty);
    }

    [Test]
    public async Task The_fleet_of_a_region_that_is_not_asked_for_stays()
    {
        await using var yard = await Yard.OpenAsync();
        yard.Recipe = Sample.InTwoRegions;
        var state = await yard.CommandAsync();
        Assert.That(await DeletedAsync(yard, "us-east-1"), Is.EqualTo(new[] { state.OtherRegions["us-east-1"].FleetArn }));
        Assert.That((await yard.FleetAsync()).Arn, Is.EqualTo(state.FleetArn));
        Assert.That(yard.Calls("DeleteFleet"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Where_none_of_the_regions_that_are_asked_for_has_a_fleet_of_the_recipe_that_is_told()
    {
        await using var yard = await Yard.OpenAsync();
        await yard.CommandAsync();
        Assert.That(await DeletedAsync(yard, "eu-west-1", "us-east-1"), Is.Empty);
        Assert.That(yard.Log.Said, Does.Contain("There is no fleet of sample in eu-west-1, us-east-1: nothing to do"));
        Assert.That(yard.Calls("DeleteFleet"), Is.Empty);
    }

    private static Task<IReadOnlyList<string>> DeletedAsync(Yard yard, params string[] regions) =>
        new DeleteFleet(new Waiter(yard.Time)).RunAsync(yard.Recipe, regions, yard.Settings.Owner, yard.In, yard.Log, CancellationToken.None);

    private static async Task<List<Verdict>> VerdictsAsync(Yard yard) =>
        [.. (await new Survey(yard.Clients, yard.Recipe.Region).ReadAsync(CancellationToken.None)).Where(resource => resource.State != "shutting-down").Select(resource => new Verdict(resource, true, "the test says so"))];
}
