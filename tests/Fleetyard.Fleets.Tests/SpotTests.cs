using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Amazon.EC2.Model;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.LocalCloud;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Tests;

/// <summary>An instance that EC2 takes back is made up for by the next, in the same command.</summary>
internal sealed class SpotTests
{
    private const string TakenBack = "<stateReason><code>Server.SpotInstanceTermination</code><message>Server.SpotInstanceTermination: no capacity</message></stateReason>";

    [Test]
    public async Task An_instance_that_is_taken_back_under_a_script_is_made_up_for_by_the_next_type_in_the_same_command()
    {
        await using var yard = await OpenAsync("c7i.large", "c6i.large");
        var taken = 0;
        yard.Host.Instead = async (script, _) => script.Contains(Base64("echo installed"), StringComparison.Ordinal) && Interlocked.Increment(ref taken) == 1 ? await TakeBackAsync(yard) : 0;
        var state = await yard.CommandAsync();
        Assert.That(state.FleetArn, Is.Not.Null);
        Assert.That((await yard.InstancesAsync()).OrderBy(instance => instance.LaunchTime).Select(instance => instance.InstanceType.Value), Is.EqualTo(new[] { "c7i.large", "c6i.large" }));
        Assert.That(yard.Log.Said, Does.Match(@"Instance i-\w+ was a Spot Instance that EC2 took back \(Server.SpotInstanceTermination: no capacity\); the run begins again at PrepareInstance with c6i.large"));
        Assert.That(state.Interruptions, Is.EqualTo(1));
        Assert.That(yard.Log.Said.Split("InstallDeps: deps.sh"), Has.Length.EqualTo(3), "what was done on the first is done again on the second");
        Assert.That(Regex.Count(yard.Journal(), "\"outcome\":\"done\""), Is.EqualTo(Regex.Count(yard.Journal(), "\"intent\":")), "what was asked for of the first is not open either");
        Assert.That(await yard.LivingAsync(), Is.Empty);
    }

    [Test]
    public async Task An_instance_that_is_taken_back_between_two_commands_is_made_up_for_by_the_next_type()
    {
        await using var yard = await OpenAsync("c7i.large", "c6i.large");
        await yard.CommandAsync("InstallDeps");
        await TakeBackAsync(yard);
        var state = await yard.CommandAsync();
        Assert.That(state.FleetArn, Is.Not.Null);
        Assert.That((await yard.InstancesAsync()).Select(instance => instance.InstanceType.Value), Is.EquivalentTo(new[] { "c7i.large", "c6i.large" }));
        Assert.That(Directory.GetDirectories(yard.Runs), Has.Length.EqualTo(1), "it is one run");
    }

    [Test]
    public async Task An_instance_that_is_taken_back_while_its_AMI_is_being_made_is_not_begun_again_and_that_is_told()
    {
        await using var yard = await OpenAsync("c7i.large", "c6i.large");
        yard.Recipe = LaunchTests.With(yard.Recipe, instance => instance with { Market = InstanceMarket.Spot });
        var forgotten = new TaskCompletionSource();
        yard.Host.Capture = async () =>
        {
            await TakeBackAsync(yard);
            await forgotten.Task;
        };
        yard.Written = _ =>
        {
            if (yard.Journal().TrimEnd().Split('\n')[^1] is var line && line.Contains("\"amiId\":\"", StringComparison.Ordinal) && !line.Contains("\"instanceId\":\"", StringComparison.Ordinal))
            {
                forgotten.TrySetResult();
            }
        };
        var state = await yard.CommandAsync();
        Assert.That(yard.Log.Said, Does.Match($@"Instance i-\w+ was a Spot Instance that EC2 took back \(.*\); its AMI {state.AmiId} was begun before, and the run goes on with that\.").And.Not.Contain("begins again"));
        Assert.That(await yard.InstancesAsync(), Has.Count.EqualTo(1));
        Assert.That(yard.Calls("CreateImage"), Has.Count.EqualTo(1));
        Assert.That(state.FleetArn, Is.Not.Null);
    }

    [Test]
    public async Task A_run_that_loses_one_instance_after_the_other_ends_and_says_what_to_do()
    {
        await using var yard = await OpenAsync("c7i.large", "c6i.large");
        yard.Host.Instead = async (_, _) => await TakeBackAsync(yard);
        Assert.That(async () => await yard.CommandAsync(), Throws.InstanceOf<FleetException>().With.Message.Contains("after 5 others of this run").And.Message.Contains("market: on-demand"));
        Assert.That(await yard.InstancesAsync(), Has.Count.EqualTo(6));
        Assert.That(await yard.LivingAsync(), Is.Empty);
    }

    [Test]
    public async Task A_script_on_a_Spot_Instance_ends_as_soon_as_that_is_taken_back_and_does_not_run_out_its_time()
    {
        await using var yard = await OpenAsync("c7i.large", "c6i.large");
        await yard.CommandAsync("PrepareInstance", keep: true);
        yard.Recipe = LaunchTests.With(yard.Recipe, instance => instance with { Market = InstanceMarket.Spot });
        yard.Host.Instead = async (_, token) =>
        {
            await TakeBackAsync(yard);
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return 0;
        };
        yard.Wire.Refuse("RunInstances", "InsufficientInstanceCapacity", "not now", HttpStatusCode.BadRequest);
        yard.Wire.Refuse("RunInstances", "InsufficientInstanceCapacity", "not now", HttpStatusCode.BadRequest);
        var began = Stopwatch.GetTimestamp();
        Assert.That(async () => await yard.CommandAsync(), Throws.InstanceOf<FleetException>().With.Message.StartsWith("EC2 launched none of what recipes/fleets/sample.yml asks for"));
        Assert.That(Stopwatch.GetElapsedTime(began), Is.LessThan(TimeSpan.FromMinutes(2)), "the script may take 5 minutes, and SSM 2 more");
        Assert.That(yard.Log.Said, Does.Contain("the run begins again at PrepareInstance with c6i.large"));
        Assert.That(yard.Calls("CancelCommand"), Is.Not.Empty);
    }

    [Test]
    public async Task A_fleet_is_made_on_a_Spot_Instance_which_cannot_be_stopped_for_its_AMI()
    {
        await using var yard = await Yard.OpenAsync();
        yard.Recipe = LaunchTests.With(yard.Recipe, instance => instance with { Market = InstanceMarket.Spot });
        var state = await yard.CommandAsync();
        Assert.That(state.FleetArn, Is.Not.Null);
        Assert.That((await yard.InstancesAsync()).Single().InstanceLifecycle?.Value, Is.EqualTo("spot"));
        Assert.That(yard.Calls("StopInstances"), Is.Empty);
        Assert.That(await yard.LivingAsync(), Is.Empty);
    }

    [Test]
    public async Task Spot_Instances_that_EC2_takes_back_one_after_the_other_end_the_run_with_what_to_do()
    {
        await using var yard = await Yard.OpenAsync(capacity: new Capacity { SpotLifetime = TimeSpan.FromSeconds(1) });
        yard.Recipe = LaunchTests.With(yard.Recipe, instance => instance with { Market = InstanceMarket.Spot });
        yard.Host.Instead = async (_, token) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return 0;
        };
        Assert.That(async () => await yard.CommandAsync(), Throws.InstanceOf<FleetException>().With.Message.Contains("was a Spot Instance that EC2 took back (Server.SpotInstanceTermination: Spot Instance termination), after 5 others of this run"));
        Assert.That(await yard.InstancesAsync(), Has.Count.EqualTo(6));
        Assert.That(await yard.LivingAsync(), Is.Empty);
    }

    [Test]
    public async Task A_price_below_what_spare_capacity_costs_is_told_with_the_field_that_says_it()
    {
        await using var yard = await Yard.OpenAsync(capacity: new Capacity { SpotPrice = 0.05m });
        yard.Recipe = LaunchTests.With(yard.Recipe, instance => instance with { Market = InstanceMarket.Spot, SpotMaxPrice = 0.01m });
        Assert.That(async () => await yard.CommandAsync(), Throws.InstanceOf<FleetException>().With.Message.Contains("SpotMaxPriceTooLow").And.Message.Contains("raise instance.spot.maxPrice"));
    }

    [Test]
    public async Task A_script_that_fails_on_an_instance_that_is_there_is_a_failure()
    {
        await using var yard = await OpenAsync("c7i.large", "c6i.large");
        yard.Host.Instead = (_, _) => Task.FromResult(3);
        Assert.That(async () => await yard.CommandAsync(), Throws.InstanceOf<FleetException>().With.Message.Contains("exit code 3"));
        Assert.That(await yard.InstancesAsync(), Has.Count.EqualTo(1));
    }

    private static async Task<Yard> OpenAsync(params string[] types)
    {
        var yard = await Yard.OpenAsync();
        yard.Recipe = LaunchTests.With(yard.Recipe, instance => instance with { Types = types });
        yard.Wire.Edit("DescribeInstances", answer => answer
            .Replace("<name>terminated</name></instanceState>", $"<name>terminated</name></instanceState>{TakenBack}", StringComparison.Ordinal)
            .Replace("<name>shutting-down</name></instanceState>", $"<name>shutting-down</name></instanceState>{TakenBack}", StringComparison.Ordinal));
        return yard;
    }

    /// <summary>Ends what runs; the wire says that it was EC2.</summary>
    private static async Task<int> TakeBackAsync(Yard yard)
    {
        var living = await yard.LivingAsync();
        await yard.Clients.Ec2.TerminateInstancesAsync(new TerminateInstancesRequest { InstanceIds = [.. living.Select(instance => instance.InstanceId)] });
        return 255;
    }

    private static string Base64(string text) => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"#!/bin/sh\nset -eu\n{text}\n"));
}
