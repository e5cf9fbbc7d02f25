using Fleetyard.Fleets.CodeBuild;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.Fleets.Waiting;

namespace Fleetyard.Fleets.Tests.Waiting;

/// <summary>What each status of CodeBuild's model comes to for who waits.</summary>
internal sealed class FleetStatusTests
{
    private const string Over = "over", InVain = "in vain", WaitedFor = "waited for";

    private static readonly Dictionary<string, string> Fleets = new()
    {
        ["CREATING"] = WaitedFor,
        ["UPDATING"] = WaitedFor,
        ["ROTATING"] = WaitedFor,
        ["PENDING_DELETION"] = InVain,
        ["DELETING"] = InVain,
        ["CREATE_FAILED"] = InVain,
        ["UPDATE_ROLLBACK_FAILED"] = InVain,
        ["ACTIVE"] = Over,
    };

    /// <summary>What the contexts make of a status that is waited for.</summary>
    private static readonly Dictionary<string, string> Contexts = new()
    {
        ["CREATE_FAILED"] = WaitedFor,
        ["UPDATE_FAILED"] = WaitedFor,
        ["ACTION_REQUIRED"] = InVain,
        ["PENDING_DELETION"] = WaitedFor,
        ["INSUFFICIENT_CAPACITY"] = WaitedFor,
    };

    private static readonly Dictionary<string, string> Builds = new()
    {
        ["SUCCEEDED"] = Over,
        ["FAILED"] = InVain,
        ["FAULT"] = InVain,
        ["TIMED_OUT"] = InVain,
        ["STOPPED"] = InVain,
        ["IN_PROGRESS"] = WaitedFor,
    };

    [Test]
    public async Task A_fleet_of_each_status_and_context_is_waited_for_or_the_wait_ends()
    {
        var model = Model();
        await using var yard = await OpenAsync();
        using var run = yard.Begin();
        await yard.Chain.SnapshotAmi.WhySkipAsync(run, CancellationToken.None);
        var states = new FleetStates(new Waiter(yard.Time));
        var wanted = FleetRequest.Create(run, run.Home);
        Dictionary<string, string> expected = [], found = [];
        foreach (var (status, context, isAlike) in from status in model.ValuesOf("FleetStatusCode") from context in model.ValuesOf("FleetContextCode").Append("") from isAlike in new[] { true, false } select (status, context, isAlike))
        {
            wanted.BaseCapacity = isAlike ? 1 : 2;
            Says(yard, status, context, "It is so.");
            var what = $"{status} ({context}){(isAlike ? "" : " with its old values")}";
            found[what] = await ComesToAsync(() => states.ActiveAsync(run, run.Home, wanted, null, CancellationToken.None));
            expected[what] = Expected(status, context, isAlike);
        }

        Assert.That(found, Is.EquivalentTo(expected));
    }

    [Test]
    public async Task A_build_of_each_status_is_waited_for_or_the_wait_ends()
    {
        var model = Model();
        await using var yard = await OpenAsync();
        using var run = yard.Begin();
        Dictionary<string, string> found = [];
        foreach (var status in model.ValuesOf("StatusType"))
        {
            yard.Wire.Edit("BatchGetBuilds", answer => answer.Replace("\"buildStatus\":\"SUCCEEDED\"", $"\"buildStatus\":\"{status}\"", StringComparison.Ordinal)
                .Replace("\"buildComplete\":true", status == "IN_PROGRESS" ? "\"buildComplete\":false" : "\"buildComplete\":true", StringComparison.Ordinal));
            found[status] = await ComesToAsync(() => yard.Chain.VerifyFleet.RunAsync(run, CancellationToken.None));
        }

        Assert.That(found, Is.EquivalentTo(Builds));
    }

    [Test]
    public async Task A_fleet_that_wants_something_done_ends_the_wait_with_what_it_says()
    {
        await using var yard = await OpenAsync();
        Says(yard, "UPDATING", "ACTION_REQUIRED", "Give the role ec2:DescribeImages.");
        Assert.That(async () => await yard.CommandAsync(), Throws.InstanceOf<FleetException>()
            .With.Message.EqualTo("Fleet sample is UPDATING (ACTION_REQUIRED): Give the role ec2:DescribeImages; do what CodeBuild asks for there, and run the same command again."));
    }

    [Test]
    public async Task A_fleet_that_wanted_something_before_its_update_may_have_got_it_by_that()
    {
        await using var yard = await OpenAsync();
        var asked = 0;
        Says(yard, "ACTIVE", "ACTION_REQUIRED", "Give the role ec2:DescribeImages.", () => ++asked < 10);
        yard.Recipe = yard.Recipe with { Fleet = yard.Recipe.Fleet with { Capacity = 2 } };
        await yard.CommandAsync();
        Assert.That((await yard.FleetAsync()).BaseCapacity, Is.EqualTo(2));
    }

    [Test]
    public async Task An_active_fleet_that_wants_something_is_a_warning()
    {
        await using var yard = await OpenAsync();
        Says(yard, "ACTIVE", "INSUFFICIENT_CAPACITY", "There are no c7i.large.");
        yard.Recipe = yard.Recipe with { Fleet = yard.Recipe.Fleet with { Capacity = 2 } };
        await yard.CommandAsync();
        Assert.That(yard.Log.Said, Does.Contain("Fleet sample is ACTIVE (INSUFFICIENT_CAPACITY): There are no c7i.large; builds may wait for it."));
    }

    [Test]
    public async Task A_wait_in_vain_is_told_with_what_the_fleet_said_last()
    {
        await using var yard = await OpenAsync();
        Says(yard, "UPDATING", "INSUFFICIENT_CAPACITY", "There are no c7i.large.");
        Assert.That(async () => await yard.CommandAsync(), Throws.InstanceOf<FleetException>()
            .With.Message.EqualTo("Waited 60 minutes for fleet sample to be done with what is under way in vain; its last state was UPDATING (INSUFFICIENT_CAPACITY): There are no c7i.large. It may still come: run the same command again."));
        Assert.That(yard.Log.Said, Does.Contain("Fleet sample: UPDATING (INSUFFICIENT_CAPACITY): There are no c7i.large"));
    }

    /// <summary>A fleet that is there, on a clock whose waits are over at once.</summary>
    private static async Task<Yard> OpenAsync()
    {
        var yard = await Yard.OpenAsync(time: new JumpingTime(stride: 60), retries: 0);
        yard.Host.Instead = (_, _) => Task.FromResult(0);
        yard.Recipe = yard.Recipe with { Verify = [new("true", NeedsKernel: false)] };
        await yard.CommandAsync();
        return yard;
    }

    private static void Says(Yard yard, string status, string context, string message, Func<bool>? still = null) => yard.Wire.Edit("BatchGetFleets", answer => still?.Invoke() == false ? answer
        : answer.Replace("\"statusCode\":\"ACTIVE\"", $"\"statusCode\":\"{status}\"{(context.Length > 0 ? $",\"context\":\"{context}\"" : "")},\"message\":\"{message}\"", StringComparison.Ordinal));

    private static string Expected(string status, string context, bool isAlike) => Fleets.GetValueOrDefault(status, "new") switch
    {
        Over when !isAlike && context == "UPDATE_FAILED" => InVain,
        Over when isAlike => Over,
        Over or WaitedFor => context.Length == 0 ? WaitedFor : Contexts.GetValueOrDefault(context, "new"),
        var ends => ends,
    };

    private static async Task<string> ComesToAsync(Func<Task> wait)
    {
        try
        {
            await wait();
            return Over;
        }
        catch (WaitedInVainException)
        {
            return WaitedFor;
        }
        catch (FleetException)
        {
            return InVain;
        }
    }

    private static AwsModel Model()
    {
        if (AwsModel.WhyNone is { } why)
        {
            Assert.Ignore(why);
        }

        return AwsModel.Read("codebuild");
    }
}
