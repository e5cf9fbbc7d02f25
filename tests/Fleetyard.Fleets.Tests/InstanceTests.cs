using System.Net;
using Amazon.EC2.Model;
using Fleetyard.Fleets.Tests.World;
using Microsoft.Extensions.Time.Testing;

namespace Fleetyard.Fleets.Tests;

/// <summary>The run's instance: launched once, ended always, begun again where it went away.</summary>
internal sealed class InstanceTests
{
    [Test]
    public async Task The_launch_asks_for_a_tagged_instance_that_ends_with_its_shutdown_and_has_IMDSv2_alone()
    {
        await using var yard = await Yard.OpenAsync();
        var state = await yard.CommandAsync("PrepareInstance");
        var body = WebUtility.UrlDecode(yard.Calls("RunInstances").Single().RequestBody);
        Assert.That(body, Does.Contain("MetadataOptions.HttpTokens=required")
            .And.Contain("InstanceInitiatedShutdownBehavior=terminate")
            .And.Contain("TagSpecification.1.ResourceType=instance")
            .And.Contain("TagSpecification.2.ResourceType=volume")
            .And.Contain("=fleetyard:run&")
            .And.Match("ClientToken=[0-9a-f]{64}(&|$)"));
        var tags = (await yard.InstancesAsync()).Single().Tags.ToDictionary(tag => tag.Key, tag => tag.Value);
        Assert.That(tags["fleetyard:run"], Is.EqualTo(state.RunId));
        Assert.That(tags["fleetyard:owner"], Is.EqualTo("tests"));
        Assert.That(tags["fleetyard:fingerprint"], Is.EqualTo(yard.Recipe.Fingerprint));
    }

    [Test]
    public async Task The_intent_is_on_disk_when_the_launch_arrives()
    {
        await using var yard = await Yard.OpenAsync();
        var journals = new Dictionary<string, string>();
        yard.Wire.Before = operation => journals[operation] = operation is "RunInstances" or "CreateImage" or "ModifyImageAttribute" or "CreateFleet" ? yard.Journal() : "";
        await yard.CommandAsync();
        foreach (var operation in new[] { "RunInstances", "CreateImage", "ModifyImageAttribute", "CreateFleet" })
        {
            Assert.That(journals[operation].TrimEnd().Split('\n')[^1], Does.Contain($"\"intent\":\"{operation}: "), operation);
        }
    }

    [Test]
    public async Task An_answer_lost_once_leaves_one_instance()
    {
        await using var yard = await Yard.OpenAsync();
        yard.Wire.Lose("RunInstances");
        var state = await yard.CommandAsync("PrepareInstance");
        Assert.That(yard.Calls("RunInstances"), Has.Count.EqualTo(2));
        Assert.That((await yard.InstancesAsync()).Single().InstanceId, Is.EqualTo(state.InstanceId));
    }

    [Test]
    public async Task A_launch_that_was_never_answered_is_found_and_ended()
    {
        await using var yard = await Yard.OpenAsync(retries: 0);
        yard.Wire.Lose("RunInstances");
        Assert.That(async () => await yard.CommandAsync("PrepareInstance"), Throws.Exception);
        Assert.That((await yard.InstancesAsync()), Has.Count.EqualTo(1));
        Assert.That(await yard.LivingAsync(), Is.Empty);
    }

    [Test]
    public async Task A_launch_that_was_never_answered_is_taken_up_where_it_is_kept()
    {
        await using var yard = await Yard.OpenAsync(retries: 0);
        yard.Wire.Lose("RunInstances");
        Assert.That(async () => await yard.CommandAsync("PrepareInstance", keep: true), Throws.Exception);
        yard.Settings = yard.Settings with { Commit = "another", Owner = "another" };
        var state = await yard.CommandAsync("PrepareInstance");
        Assert.That((await yard.InstancesAsync()).Single().InstanceId, Is.EqualTo(state.InstanceId));
        Assert.That(yard.Log.Said, Does.Contain("whose launch was not answered"));
    }

    [Test]
    public async Task An_interrupt_in_the_middle_of_the_launch_leaves_nothing_running_and_the_run_goes_on_with_another()
    {
        var (yard, _) = await Yard.OpenJumpingAsync("eventual-consistency: 20");
        await using var closing = yard;
        using var interrupt = new CancellationTokenSource();
        yard.Wire.Before = operation =>
        {
            if (operation == "RunInstances")
            {
                interrupt.Cancel();
            }
        };
        Assert.That(async () => await yard.CommandAsync(cancellationToken: interrupt.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await yard.InstancesAsync(), Has.Count.EqualTo(1));
        Assert.That(await yard.LivingAsync(), Is.Empty);
        Assert.That(yard.Calls("TerminateInstances"), Has.Count.GreaterThan(1), "EC2 did not know the instance at first");

        yard.Wire.Before = _ => { };
        await yard.CommandAsync();
        Assert.That(await yard.InstancesAsync(), Has.Count.EqualTo(2));
        Assert.That(Tokens(yard).Distinct().Count(), Is.EqualTo(2));
        Assert.That(Directory.GetDirectories(yard.Runs), Has.Length.EqualTo(1), "it is one run");
    }

    [Test]
    public async Task A_refused_launch_leaves_nothing_to_end_and_the_next_command_asks_anew()
    {
        await using var yard = await Yard.OpenAsync();
        yard.Wire.Refuse("RunInstances", "VcpuLimitExceeded", "too many");
        Assert.That(async () => await yard.CommandAsync("PrepareInstance"), Throws.InstanceOf<FleetException>().With.Message.Contains("VcpuLimitExceeded: too many"));
        Assert.That(yard.Calls("TerminateInstances"), Is.Empty);
        await yard.CommandAsync("PrepareInstance");
        Assert.That(await yard.LivingAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_instance_that_ended_by_other_hands_is_forgotten_and_the_run_begins_again()
    {
        await using var yard = await Yard.OpenAsync();
        var before = await yard.CommandAsync("InstallDeps");
        await yard.Clients.Ec2.TerminateInstancesAsync(new TerminateInstancesRequest { InstanceIds = [before.InstanceId] });
        var after = await yard.CommandAsync();
        Assert.That(yard.Log.Said, Does.Match($"Instance {before.InstanceId} is (shutting-down|terminated), which was not of this run's doing"));
        Assert.That(after.RunId, Is.EqualTo(before.RunId));
        Assert.That(yard.Log.Said.Split("InstallDeps: deps.sh"), Has.Length.EqualTo(3), "its steps are done again on the new one");
        Assert.That(await yard.LivingAsync(), Is.Empty);
    }

    [Test]
    public async Task An_instance_that_EC2_forgot_since_a_command_died_waiting_for_it_is_not_waited_for()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var yard = await Yard.OpenAsync(time: new JumpingTime(clock));
        var before = await LaunchedAsync(yard);
        await yard.Clients.Ec2.TerminateInstancesAsync(new TerminateInstancesRequest { InstanceIds = [before] });
        clock.Advance(TimeSpan.FromHours(2));
        yard.Wire.Refuse("DescribeInstances", "InvalidInstanceID.NotFound", "no");
        var after = await yard.CommandAsync("PrepareInstance");
        Assert.That(yard.Log.Said, Does.Contain($"Instance {before} is gone, which was not of this run's doing"));
        Assert.That((await yard.LivingAsync()).Single().InstanceId, Is.EqualTo(after.InstanceId));
    }

    [Test]
    public async Task An_instance_that_EC2_forgot_since_a_command_died_waiting_for_it_is_taken_down_at_once()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var yard = await Yard.OpenAsync(time: new JumpingTime(clock));
        await LaunchedAsync(yard);
        clock.Advance(TimeSpan.FromHours(2));
        yard.Wire.Refuse("TerminateInstances", "InvalidInstanceID.NotFound", "no");
        using var run = yard.Begin();
        await run.AbandonInstanceAsync(CancellationToken.None);
        Assert.That(yard.Wire.Counts["TerminateInstances"], Is.EqualTo(1));
        Assert.That(run.MayHaveInstance, Is.False);
    }

    [Test]
    public async Task A_launch_that_never_arrived_is_asked_for_again_as_the_same_within_minutes_and_as_another_the_next_day()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var yard = await Yard.OpenAsync(time: new JumpingTime(clock), retries: 0);
        foreach (var pause in new[] { TimeSpan.Zero, TimeSpan.FromMinutes(8), TimeSpan.FromMinutes(8), TimeSpan.FromHours(12) })
        {
            clock.Advance(pause);
            yard.Wire.Answer("RunInstances", HttpStatusCode.ServiceUnavailable, "");
            Assert.That(async () => await yard.CommandAsync("PrepareInstance", keep: true), Throws.Exception);
        }

        var sent = yard.Wire.Sent("RunInstances").Select(body => LaunchTests.Value(body, "ClientToken")).ToList();
        Assert.That(sent.Distinct().Count(), Is.EqualTo(2));
        Assert.That(sent.Take(3).Distinct().Count(), Is.EqualTo(1), "the last one may still come up when it is asked for again");
        var state = await yard.CommandAsync("PrepareInstance");
        Assert.That(state.Launched, Is.GreaterThan(clock.GetUtcNow() - TimeSpan.FromHours(1)), "the instance ends itself when its own time is over");
        Assert.That(await yard.LivingAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_launch_that_was_never_answered_and_whose_instance_has_ended_makes_room_for_another()
    {
        await using var yard = await Yard.OpenAsync(retries: 0);
        yard.Wire.Lose("RunInstances");
        Assert.That(async () => await yard.CommandAsync("PrepareInstance", keep: true), Throws.Exception);
        var lost = (await yard.InstancesAsync()).Single().InstanceId;
        await yard.Clients.Ec2.TerminateInstancesAsync(new TerminateInstancesRequest { InstanceIds = [lost] });
        var state = await yard.CommandAsync("PrepareInstance");
        Assert.That(yard.Log.Said, Does.Match($"Instance {lost} is (shutting-down|terminated), which was not of this run's doing"));
        Assert.That((await yard.LivingAsync()).Single().InstanceId, Is.EqualTo(state.InstanceId).And.Not.EqualTo(lost));
    }

    [Test]
    public async Task A_launch_of_yesterday_that_came_to_nothing_is_not_waited_for_when_the_run_is_given_up()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var yard = await Yard.OpenAsync(time: new JumpingTime(clock));
        yard.Wire.Answer("RunInstances", HttpStatusCode.ServiceUnavailable, "", times: 3);
        Assert.That(async () => await yard.CommandAsync("PrepareInstance", keep: true), Throws.Exception);
        clock.Advance(TimeSpan.FromHours(12));
        using var run = yard.Begin();
        await run.AbandonInstanceAsync(CancellationToken.None);
        Assert.That(run.MayHaveInstance, Is.False);
        Assert.That(yard.Log.Said, Does.Contain("No instance came of the launch of"));
    }

    [Test]
    public async Task A_run_goes_on_at_PrepareInstance_after_a_step_failed()
    {
        await using var yard = await Yard.OpenAsync();
        var sound = yard.Recipe;
        yard.Recipe = Sample.Installing(Sample.Script("exit 3"));
        Assert.That(async () => await yard.CommandAsync(), Throws.InstanceOf<FleetException>());
        Assert.That(await yard.LivingAsync(), Is.Empty);
        yard.Recipe = sound;
        var state = await yard.CommandAsync();
        Assert.That(state.FleetArn, Is.Not.Null);
        Assert.That(Directory.GetDirectories(yard.Runs), Has.Length.EqualTo(1));
        Assert.That(await yard.LivingAsync(), Is.Empty);
    }

    [Test]
    public async Task A_stopped_instance_that_was_not_cleaned_up_does_not_become_an_AMI()
    {
        await using var yard = await Yard.OpenAsync();
        var state = await yard.CommandAsync("ConfigureNix");
        await yard.Clients.Ec2.StopInstancesAsync(new StopInstancesRequest { InstanceIds = [state.InstanceId] });
        Assert.That(async () => await yard.CommandAsync(), Throws.InstanceOf<FleetException>().With.Message.Contains("was not cleaned up"));
        Assert.That(await yard.AmisAsync(), Is.Empty);
        await yard.CommandAsync();
        Assert.That(await yard.AmisAsync(), Has.Count.EqualTo(1));
    }

    /// <summary>A command that dies as it waits for its instance.</summary>
    private static async Task<string> LaunchedAsync(Yard yard)
    {
        using var death = new CancellationTokenSource();
        yard.Wire.Before = operation =>
        {
            if (operation == "RunInstances")
            {
                death.Cancel();
            }
        };
        Assert.That(async () => await yard.CommandAsync("PrepareInstance", keep: true, death.Token), Throws.InstanceOf<OperationCanceledException>());
        yard.Wire.Before = _ => { };
        return (await yard.InstancesAsync()).Single().InstanceId;
    }

    private static IEnumerable<string> Tokens(Yard yard) =>
        yard.Calls("RunInstances").Select(call => call.RequestBody.Split('&').Single(part => part.StartsWith("ClientToken=", StringComparison.Ordinal)));
}
