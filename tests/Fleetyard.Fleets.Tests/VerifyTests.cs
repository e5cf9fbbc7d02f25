using System.Net;
using Amazon.CodeBuild.Model;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Tests;

/// <summary>The build that verifies a fleet: never a second one beside the first, whatever is lost or killed.</summary>
internal sealed class VerifyTests
{
    [Test]
    public async Task An_answer_lost_once_leaves_one_build()
    {
        await using var yard = await MadeAsync();
        yard.Wire.Lose("StartBuild");
        var state = await yard.CommandAsync("VerifyFleet");
        Assert.That(yard.Calls("StartBuild"), Has.Count.EqualTo(2), "the SDK asked again with the same token");
        Assert.That(await BuildsAsync(yard), Is.EqualTo(new[] { state.Verified!.Id }));
        Assert.That(state.Verified.Status, Is.EqualTo("SUCCEEDED"));
    }

    [Test]
    public async Task A_build_whose_answer_never_came_is_found_by_the_next_command_also_when_CodeBuild_has_forgotten_its_token()
    {
        var (yard, clock) = await Yard.OpenJumpingAsync("");
        await using var closing = yard;
        await MakeAsync(yard, Sample.Recipe);
        yard.Wire.Lose("StartBuild", times: 3);
        Assert.That(async () => await yard.CommandAsync("VerifyFleet"), Throws.Exception);
        var lost = await BuildsAsync(yard);
        clock.Advance(TimeSpan.FromMinutes(6));
        var state = await yard.CommandAsync("VerifyFleet");
        Assert.That(yard.Calls("StartBuild"), Has.Count.EqualTo(3), "all of them the first command's");
        Assert.That(await BuildsAsync(yard), Is.EqualTo(lost).And.EqualTo(new[] { state.Verified!.Id }));
        Assert.That(yard.Log.Said, Does.Contain("An earlier command asked for StartBuild: sample-verify").And.Contain($"Going on with build {state.Verified.Id}"));
    }

    [Test]
    public async Task A_call_that_did_not_arrive_is_repeated_with_its_token()
    {
        await using var yard = await MadeAsync();
        yard.Wire.Answer("StartBuild", HttpStatusCode.ServiceUnavailable, "", times: 3);
        Assert.That(async () => await yard.CommandAsync("VerifyFleet"), Throws.Exception);
        await yard.CommandAsync("VerifyFleet");
        Assert.That(yard.Wire.Sent("StartBuild").Distinct().ToList(), Has.Count.EqualTo(1));
        Assert.That(await BuildsAsync(yard), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_command_that_is_killed_while_the_build_runs_has_it_followed_by_the_next_one()
    {
        await using var yard = await MadeAsync();
        var build = await KilledAsync(yard);
        var state = await yard.CommandAsync("VerifyFleet");
        Assert.That(yard.Calls("StartBuild"), Has.Count.EqualTo(1));
        Assert.That(await BuildsAsync(yard), Is.EqualTo(new[] { build }));
        Assert.That(state.Verified, Is.EqualTo(new Runs.VerifyBuild(build, "SUCCEEDED", 0)));
        Assert.That(yard.Log.Said, Does.Contain($"Going on with build {build}"));
    }

    [Test]
    public async Task A_build_that_ended_badly_meanwhile_is_told_once_and_the_command_after_starts_another()
    {
        await using var yard = await MadeAsync();
        var build = await KilledAsync(yard);
        yard.Wire.Before = _ => { };
        await yard.Clients.CodeBuild.StopBuildAsync(new StopBuildRequest { Id = build });
        Assert.That(async () => await StatusAsync(yard, build), Is.EqualTo("STOPPED").After(10_000, 20));
        yard.Host.Instead = null;
        Assert.That(async () => await yard.CommandAsync("VerifyFleet"), Throws.InstanceOf<FleetException>().With.Message.Contains($"Build {build} on fleet sample ended as STOPPED"));
        var state = await yard.CommandAsync("VerifyFleet");
        Assert.That(state.Verified!.Status, Is.EqualTo("SUCCEEDED"));
        Assert.That(await BuildsAsync(yard), Is.EquivalentTo(new[] { build, state.Verified.Id }));
    }

    [Test]
    public async Task A_build_of_commands_that_the_recipe_has_no_more_is_stopped_and_another_takes_its_place()
    {
        await using var yard = await MadeAsync();
        var build = await KilledAsync(yard);
        yard.Recipe = yard.Recipe with { Verify = [new VerifyCommand("echo other", NeedsKernel: false)] };
        var state = await yard.CommandAsync("VerifyFleet");
        Assert.That(state.Verified!.Id, Is.Not.EqualTo(build));
        Assert.That(await StatusAsync(yard, build), Is.EqualTo("STOPPED"));
        Assert.That(yard.Log.Said, Does.Contain($"Stopped build {build}, whose commands are not the recipe's any more"));
    }

    [Test]
    public async Task Each_region_has_its_own_build_followed()
    {
        await using var yard = await MadeAsync(Sample.InTwoRegions);
        await KilledAsync(yard);
        var state = await yard.CommandAsync("VerifyFleet");
        Assert.That(await BuildsAsync(yard), Is.EqualTo(new[] { state.Verified!.Id }));
        Assert.That(await BuildsAsync(yard, "us-east-1"), Is.EqualTo(new[] { state.OtherRegions["us-east-1"].Verified!.Id }));
    }

    private static async Task<Yard> MadeAsync(Recipe? recipe = null)
    {
        var yard = await Yard.OpenAsync();
        await MakeAsync(yard, recipe ?? Sample.Recipe);
        return yard;
    }

    private static async Task MakeAsync(Yard yard, Recipe recipe)
    {
        yard.Recipe = recipe with { Verify = [new VerifyCommand("true", NeedsKernel: false)] };
        await yard.CommandAsync();
    }

    /// <summary>A command that is killed when its builds have begun: none of its calls goes out any more. The builds go on until the next command follows them.</summary>
    private static async Task<string> KilledAsync(Yard yard)
    {
        var isFollowed = new TaskCompletionSource();
        yard.Host.Instead = async (_, token) =>
        {
            await isFollowed.Task.WaitAsync(token);
            return 0;
        };
        var isDead = false;
        yard.Wire.Before = operation =>
        {
            isDead |= operation == "BatchGetBuilds" && yard.Calls("StartBuild").Count == yard.Recipe.OtherRegions.Count + 1;
            if (isDead)
            {
                throw new InvalidOperationException("The process is gone.");
            }
        };
        Assert.That(async () => await yard.CommandAsync("VerifyFleet"), Throws.Exception);
        var asked = 0;
        yard.Wire.Before = operation =>
        {
            // The first of them looks whether the build is there.
            if (operation == "BatchGetBuilds" && Interlocked.Increment(ref asked) > yard.Recipe.OtherRegions.Count + 1)
            {
                isFollowed.TrySetResult();
            }
        };
        Assert.That(yard.Calls("StopBuild"), Is.Empty);
        return (await BuildsAsync(yard)).Single();
    }

    private static async Task<List<string>> BuildsAsync(Yard yard, string region = "us-west-2") =>
        (await yard.In(region).CodeBuild.ListBuildsForProjectAsync(new ListBuildsForProjectRequest { ProjectName = "sample-verify" })).Ids ?? [];

    private static async Task<string> StatusAsync(Yard yard, string build) =>
        (await yard.Clients.CodeBuild.BatchGetBuildsAsync(new BatchGetBuildsRequest { Ids = [build] })).Builds.Single().BuildStatus!.Value;
}
