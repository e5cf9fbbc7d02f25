using Fleetyard.Fleets.Tests.World;

namespace Fleetyard.Fleets.Tests.Waiting;

/// <summary>What is left of a wait, by what earlier runs took.</summary>
internal sealed class EstimateTests
{
    [Test]
    public async Task The_first_run_tells_no_estimate_and_later_ones_tell_theirs_by_how_many_runs()
    {
        var (yard, _) = await Yard.OpenJumpingAsync("instance-pending: 30\nimage-pending: 60\nfleet-creating: 20");
        await using var closing = yard;
        await yard.CommandAsync();
        Assert.That(yard.Log.Said, Does.Match(@"AMI ami-\w+: snapshot \d+%\n").And.Not.Contain("left, by"));

        yard.Settings = yard.Settings with { Force = true };
        yard.Recipe = yard.Recipe with { Ami = yard.Recipe.Ami with { Name = "again-{date}" } };
        await yard.CommandAsync();
        Assert.That(yard.Log.Said, Does.Match(@"AMI ami-\w+: snapshot \d+% \(about \d+ (s|min) left, by 1 earlier run\)"));
        Assert.That(yard.Log.Said, Does.Match(@"Instance i-\w+: pending \(about \d+ s left, by 1 earlier run\)"));

        yard.Recipe = yard.Recipe with { Ami = yard.Recipe.Ami with { Name = "once-more-{date}" } };
        await yard.CommandAsync();
        Assert.That(yard.Log.Said, Does.Match(@"AMI ami-\w+: snapshot \d+% \(about \d+ (s|min) left, by 2 earlier runs\)"));
    }

    [Test]
    public async Task A_step_that_takes_longer_than_it_did_says_so()
    {
        var (quick, _) = await Yard.OpenJumpingAsync("image-pending: 10");
        await using var closing = quick;
        await quick.CommandAsync("SnapshotAmi");
        var (slow, _) = await Yard.OpenJumpingAsync("image-pending: 120");
        await using var closingToo = slow;
        Directory.Move(quick.Runs, slow.Runs);
        Directory.CreateDirectory(quick.Runs);
        slow.Settings = slow.Settings with { Force = true };
        await slow.CommandAsync("SnapshotAmi");
        Assert.That(slow.Log.Said, Does.Match(@"snapshot \d+% \(longer than usual, by 1 earlier run\)"));
    }
}
