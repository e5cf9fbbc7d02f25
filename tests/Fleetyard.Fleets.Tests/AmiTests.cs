using System.Net;
using Amazon.EC2;
using Amazon.EC2.Model;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.LocalCloud.Instances;

namespace Fleetyard.Fleets.Tests;

/// <summary>The run's AMI: made once, shared with one organization, replaced where it failed or went away.</summary>
internal sealed class AmiTests
{
    [Test]
    public async Task An_AMI_that_failed_is_deregistered_with_its_snapshots_and_the_next_command_makes_another()
    {
        await using var yard = await Yard.OpenAsync();
        yard.Host.Capture = () => throw new InstanceHostException("the disk is full");
        Assert.That(async () => await yard.CommandAsync(), Throws.InstanceOf<FleetException>().With.Message.Contains("the disk is full").And.Message.Contains("run the same command again"));
        Assert.That(await yard.AmisAsync(), Is.Empty);
        Assert.That((await yard.Clients.Ec2.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { OwnerIds = ["self"] })).Snapshots ?? [], Is.Empty);
        yard.Host.Capture = () => Task.CompletedTask;
        var state = await yard.CommandAsync();
        Assert.That((await yard.AmisAsync()).Single().ImageId, Is.EqualTo(state.AmiId));
        Assert.That(await yard.LivingAsync(), Is.Empty);
    }

    [Test]
    public async Task An_AMI_that_failed_on_an_instance_that_is_kept_is_made_again_of_it()
    {
        await using var yard = await Yard.OpenAsync();
        yard.Host.Capture = () => throw new InstanceHostException("the disk is full");
        Assert.That(async () => await yard.CommandAsync(keep: true), Throws.InstanceOf<FleetException>());
        yard.Host.Capture = () => Task.CompletedTask;
        await yard.CommandAsync();
        Assert.That(await yard.InstancesAsync(), Has.Count.EqualTo(1));
        Assert.That(yard.Log.Said.Split("SnapshotAmi: clean.sh"), Has.Length.EqualTo(2), "it was cleaned up once");
    }

    [Test]
    public async Task An_AMI_that_was_deregistered_by_other_hands_is_made_again()
    {
        await using var yard = await Yard.OpenAsync();
        var before = await yard.CommandAsync("GrantAccess");
        await yard.Clients.Ec2.DeregisterImageAsync(new DeregisterImageRequest { ImageId = before.AmiId });
        var after = await yard.CommandAsync();
        Assert.That(yard.Log.Said, Does.Contain($"The AMI {before.AmiId} is gone, which was not of this run's doing"));
        Assert.That(after.RunId, Is.EqualTo(before.RunId));
        Assert.That((await yard.FleetAsync()).ImageId, Is.EqualTo(after.AmiId).And.Not.EqualTo(before.AmiId));
    }

    [Test]
    public async Task An_answer_lost_once_leaves_one_AMI()
    {
        await using var yard = await Yard.OpenAsync();
        yard.Wire.Lose("CreateImage");
        var state = await yard.CommandAsync();
        Assert.That(yard.Calls("CreateImage"), Has.Count.EqualTo(2));
        Assert.That((await yard.AmisAsync()).Single().ImageId, Is.EqualTo(state.AmiId));
    }

    [Test]
    public async Task An_AMI_whose_answer_never_came_is_found_by_the_next_command()
    {
        await using var yard = await Yard.OpenAsync(retries: 0);
        yard.Wire.Lose("CreateImage");
        Assert.That(async () => await yard.CommandAsync(), Throws.Exception);
        var state = await yard.CommandAsync();
        Assert.That(yard.Calls("CreateImage"), Has.Count.EqualTo(1));
        Assert.That((await yard.AmisAsync()).Single().ImageId, Is.EqualTo(state.AmiId));
        Assert.That(await yard.InstancesAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task The_id_is_told_and_kept_before_the_AMI_is_available_and_an_interrupted_wait_goes_on()
    {
        await using var yard = await Yard.OpenAsync();
        using var interrupt = new CancellationTokenSource();
        var capturing = new TaskCompletionSource();
        yard.Host.Capture = () => capturing.Task;
        yard.Observe = exchange =>
        {
            if (exchange.Operation == "DescribeSnapshots")
            {
                interrupt.Cancel();
            }
        };
        Assert.That(async () => await yard.CommandAsync(cancellationToken: interrupt.Token), Throws.InstanceOf<OperationCanceledException>());
        var id = (await yard.AmisAsync()).Single().ImageId;
        Assert.That(yard.Journal(), Does.Contain($"\"amiId\":\"{id}\""));
        Assert.That(yard.Log.Said, Does.Contain($"Making AMI {id}"));

        yard.Observe = _ => { };
        capturing.SetResult();
        var state = await yard.CommandAsync();
        Assert.That(state.AmiId, Is.EqualTo(id));
        Assert.That(await yard.InstancesAsync(), Has.Count.EqualTo(1), "nothing was made anew");
    }

    [Test]
    public async Task The_progress_is_that_of_the_AMIs_own_snapshot()
    {
        var (yard, _) = await Yard.OpenJumpingAsync("image-pending: 100");
        await using var closing = yard;
        await yard.CommandAsync("SnapshotAmi");
        Assert.That(yard.Log.Said, Does.Match(@"AMI ami-\w+: snapshot \d+%"));
        var asked = yard.Calls("DescribeSnapshots");
        Assert.That(asked, Is.Not.Empty);
        Assert.That(asked.Select(call => call.RequestBody), Is.All.Contain("SnapshotId.1=snap-"));
    }

    [Test]
    public async Task The_AMI_and_its_snapshot_carry_the_runs_tags()
    {
        await using var yard = await Yard.OpenAsync();
        var state = await yard.CommandAsync();
        var snapshots = await yard.Clients.Ec2.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { OwnerIds = ["self"], Filters = [new Filter("tag:fleetyard:run", [state.RunId])] });
        Assert.That(snapshots.Snapshots, Has.Count.EqualTo(1));
        Assert.That((await yard.AmisAsync()).Single().Tags.Select(tag => tag.Key), Does.Contain("fleetyard:fingerprint").And.Contain("fleetyard:commit"));
    }

    [Test]
    public async Task A_name_that_another_AMI_has_is_told_with_what_to_do()
    {
        await using var yard = await Yard.OpenAsync();
        yard.Recipe = yard.Recipe with { Ami = yard.Recipe.Ami with { Name = "same" } };
        await yard.CommandAsync();
        yard.Settings = yard.Settings with { Force = true };
        Assert.That(async () => await yard.CommandAsync(), Throws.InstanceOf<FleetException>().With.Message.Contains("put {date} into ami.name of recipes/fleets/sample.yml"));
    }

    [Test]
    public async Task A_public_AMI_is_refused_before_anybody_is_added()
    {
        await using var yard = await Yard.OpenAsync();
        var state = await yard.CommandAsync("SnapshotAmi");
        await yard.Clients.Ec2.ModifyImageAttributeAsync(new ModifyImageAttributeRequest { ImageId = state.AmiId, LaunchPermission = new LaunchPermissionModifications { Add = [new LaunchPermission { Group = PermissionGroup.All }] } });
        Assert.That(async () => await yard.CommandAsync("GrantAccess"), Throws.InstanceOf<FleetException>().With.Message.Contains("is public"));
        Assert.That(yard.Calls("ModifyImageAttribute"), Has.Count.EqualTo(1), "the test's own");
    }

    [Test]
    public async Task Sharing_is_read_back_until_EC2_lists_it()
    {
        await using var yard = await Yard.OpenAsync();
        var state = await yard.CommandAsync("SnapshotAmi");
        var stale = $"<DescribeImageAttributeResponse xmlns=\"http://ec2.amazonaws.com/doc/2016-11-15/\"><requestId>1</requestId><imageId>{state.AmiId}</imageId><launchPermission/></DescribeImageAttributeResponse>";
        yard.Wire.Answer("DescribeImageAttribute", HttpStatusCode.OK, stale, times: 4);
        await yard.CommandAsync("GrantAccess");
        Assert.That(yard.Log.Said, Does.Contain($"{Sample.Organization} may launch {state.AmiId}"));
        Assert.That(yard.Calls("DescribeImageAttribute"), Has.Count.EqualTo(1), "four stale answers, then the true one");
    }

    [Test]
    public async Task A_lost_answer_to_sharing_leaves_the_AMI_shared_with_the_organization_alone()
    {
        await using var yard = await Yard.OpenAsync();
        yard.Wire.Lose("ModifyImageAttribute");
        var state = await yard.CommandAsync();
        var permissions = (await yard.Clients.Ec2.DescribeImageAttributeAsync(new DescribeImageAttributeRequest { ImageId = state.AmiId, Attribute = ImageAttributeName.LaunchPermission })).ImageAttribute.LaunchPermissions;
        Assert.That(permissions.Select(permission => permission.OrganizationArn), Is.EqualTo(new[] { Sample.Organization }));
    }
}
