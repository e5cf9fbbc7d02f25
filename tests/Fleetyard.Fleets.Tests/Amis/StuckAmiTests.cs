using System.Text.RegularExpressions;
using Amazon.EC2.Model;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.LocalCloud.Faults;

namespace Fleetyard.Fleets.Tests.Amis;

/// <summary>An AMI that takes long is waited for as long as it moves, and one that comes no further is given up.</summary>
internal sealed partial class StuckAmiTests
{
    [Test]
    public async Task An_AMI_whose_snapshot_moves_is_waited_for_however_long_it_takes()
    {
        await using var yard = await OpenAsync();
        var capturing = new TaskCompletionSource();
        var began = yard.Time.GetUtcNow();
        yard.Host.Capture = () => capturing.Task;
        yard.Wire.Edit("DescribeSnapshots", answer =>
        {
            var minutes = (int)(yard.Time.GetUtcNow() - began).TotalMinutes;
            if (minutes > 200)
            {
                capturing.TrySetResult();
            }

            return Progress().Replace(answer, $"<progress>{minutes / 50}%</progress>");
        });
        var state = await yard.CommandAsync("SnapshotAmi");
        Assert.That((await yard.AmisAsync()).Single().ImageId, Is.EqualTo(state.AmiId));
    }

    [Test]
    public async Task An_AMI_that_comes_no_further_is_deregistered_with_its_snapshots_and_the_next_command_makes_another()
    {
        await using var yard = await OpenAsync("CreateImage/1/ImageNeverEnds");
        Assert.That(async () => await yard.CommandAsync(), Throws.InstanceOf<FleetException>()
            .With.Message.Match(@"^Waited 60 minutes for AMI ami-\w+ to be available in vain; none of its snapshots moved meanwhile \(\d+%\)\. It was deregistered with its snapshots, so the same command makes another\.$"));
        Assert.That(await yard.AmisAsync(), Is.Empty);
        Assert.That((await yard.Clients.Ec2.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { OwnerIds = ["self"] })).Snapshots ?? [], Is.Empty);
        Assert.That(await yard.LivingAsync(), Is.Empty);

        var state = await yard.CommandAsync();
        Assert.That((await yard.AmisAsync()).Single().ImageId, Is.EqualTo(state.AmiId));
        Assert.That((await yard.FleetAsync()).ImageId, Is.EqualTo(state.AmiId));
    }

    [Test]
    public async Task One_that_could_not_be_deregistered_is_by_the_next_command_and_is_not_taken_up_again()
    {
        await using var yard = await OpenAsync("CreateImage/1/ImageNeverEnds", "DeregisterImage/1/Denied");
        Assert.That(async () => await yard.CommandAsync(), Throws.Exception);
        var stuck = (await yard.AmisAsync()).Single().ImageId;
        var state = await yard.CommandAsync();
        Assert.That((await yard.AmisAsync()).Single().ImageId, Is.EqualTo(state.AmiId).And.Not.EqualTo(stuck));
        Assert.That(yard.Log.Said, Does.Contain($"Deregistered AMI {stuck}"));
    }

    [Test]
    public async Task A_copy_that_comes_no_further_is_copied_anew_by_the_next_command()
    {
        await using var yard = await OpenAsync("CopyImage/1/ImageNeverEnds");
        yard.Recipe = Sample.InTwoRegions;
        Assert.That(async () => await yard.CommandAsync(), Throws.InstanceOf<FleetException>().With.Message.Contains("Waited 180 minutes"));
        Assert.That(await yard.AmisAsync("us-east-1"), Is.Empty);
        var state = await yard.CommandAsync();
        Assert.That((await yard.AmisAsync("us-east-1")).Single().ImageId, Is.EqualTo(state.OtherRegions["us-east-1"].AmiId));
        Assert.That(yard.Calls("CreateImage"), Has.Count.EqualTo(1), "the AMI itself is kept");
    }

    [GeneratedRegex(@"<progress>\d+%</progress>")]
    private static partial Regex Progress();

    private static async Task<Yard> OpenAsync(params string[] faults)
    {
        var yard = await Yard.OpenAsync(time: new JumpingTime(stride: 10), retries: 0, configure: options => options with { Faults = new FaultPlan([.. faults.Select(CallFault.Parse)]) });
        yard.Host.Instead = (_, _) => Task.FromResult(0);
        return yard;
    }
}
