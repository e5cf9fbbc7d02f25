using System.Text;
using Amazon.EC2;
using Fleetyard.Fleets.Inventory;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Tests.Ssh;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Tests;

/// <summary>A lost artifacts folder loses nothing: runs are rebuilt from the tags of what they made, by Status as by the chain itself.</summary>
[TestFixture("Status")]
[TestFixture("CreateFleet")]
internal sealed class RebuildTests(string target)
{
    [Test]
    public async Task A_run_that_was_lost_while_it_provisioned_goes_on_with_another_instance_in_place_of_its_own()
    {
        await using var yard = await Yard.OpenAsync();
        var before = await yard.CommandAsync("InstallDeps");
        await LoseAndRebuildAsync(yard);
        Assert.That(yard.Log.Said, Does.Contain($"Run {before.RunId} is not known here").And.Contain($"instance {before.InstanceId}"));

        var after = await yard.CommandAsync();
        Assert.That(after.RunId, Is.EqualTo(before.RunId));
        Assert.That(yard.Log.Said, Does.Contain($"Terminated {before.InstanceId}"));
        Assert.That(await yard.InstancesAsync(), Has.Count.EqualTo(2));
        Assert.That(await yard.LivingAsync(), Is.Empty);
        Assert.That((await yard.AmisAsync()).Single().ImageId, Is.EqualTo(after.AmiId));
        Assert.That((await yard.FleetAsync()).Arn, Is.EqualTo(after.FleetArn));
    }

    [Test]
    public async Task A_run_that_was_lost_while_it_provisioned_goes_on_where_it_is_forced_too()
    {
        await using var yard = await Yard.OpenAsync();
        await yard.CommandAsync();
        yard.Settings = yard.Settings with { Force = true };
        yard.Recipe = yard.Recipe with { Ami = yard.Recipe.Ami with { Name = "again-{date}" } };
        var before = await yard.CommandAsync("InstallDeps");
        await LoseAndRebuildAsync(yard);
        var after = await yard.CommandAsync();
        Assert.That(after.RunId, Is.EqualTo(before.RunId));
        Assert.That(await yard.LivingAsync(), Is.Empty);

        await LoseAndRebuildAsync(yard);
        Assert.That((await yard.CommandAsync("PrepareInstance")).RunId, Is.Not.EqualTo(before.RunId), "it is done");
    }

    [Test]
    public async Task A_rebuilt_run_never_asks_for_an_instance_that_the_lost_one_had()
    {
        await using var yard = await Yard.OpenAsync();
        await yard.CommandAsync("PrepareInstance");
        using (var run = yard.Begin())
        {
            await run.AbandonInstanceAsync(CancellationToken.None);
        }

        await yard.CommandAsync("PrepareInstance");
        await LoseAndRebuildAsync(yard);
        await yard.CommandAsync("PrepareInstance");
        Assert.That(await yard.InstancesAsync(), Has.Count.EqualTo(3));
        Assert.That(await yard.LivingAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_run_that_was_lost_while_its_AMI_was_made_waits_for_that_one()
    {
        await using var yard = await Yard.OpenAsync();
        var capturing = new TaskCompletionSource();
        yard.Host.Capture = () => capturing.Task;
        await InterruptedAsync(yard, "DescribeSnapshots");
        await LoseAndRebuildAsync(yard);
        capturing.SetResult();

        var after = await yard.CommandAsync();
        Assert.That((await yard.AmisAsync()).Single().ImageId, Is.EqualTo(after.AmiId));
        Assert.That(yard.Calls("CreateImage"), Has.Count.EqualTo(1));
        Assert.That(await yard.InstancesAsync(), Has.Count.EqualTo(1), "what was done on it is in the AMI");
        Assert.That(await yard.LivingAsync(), Is.Empty);
    }

    [Test]
    public async Task A_run_that_was_lost_when_its_AMI_was_there_shares_that_one()
    {
        await using var yard = await Yard.OpenAsync();
        var before = await yard.CommandAsync("SnapshotAmi");
        await LoseAndRebuildAsync(yard);
        var after = await yard.CommandAsync();
        Assert.That((after.RunId, after.AmiId), Is.EqualTo((before.RunId, before.AmiId)));
        Assert.That(await yard.InstancesAsync(), Has.Count.EqualTo(1));
        Assert.That((await yard.FleetAsync()).ImageId, Is.EqualTo(before.AmiId));
    }

    [Test]
    public async Task A_run_that_was_lost_while_its_fleet_was_created_waits_for_that_one()
    {
        await using var yard = await Yard.OpenAsync("fleet-creating: 1");
        await InterruptedAsync(yard, "CreateFleet");
        await LoseAndRebuildAsync(yard);
        var after = await yard.CommandAsync();
        Assert.That((await yard.FleetAsync()).Arn, Is.EqualTo(after.FleetArn));
        Assert.That(yard.Calls("CreateFleet"), Has.Count.EqualTo(1));
        Assert.That(yard.Calls("CreateImage"), Has.Count.EqualTo(1));
        Assert.That(Directory.GetDirectories(yard.Runs), Has.Length.EqualTo(1), "it is the lost run that goes on");
    }

    [Test]
    public async Task A_run_that_is_known_is_left_as_it_is_and_one_that_is_done_stays_done()
    {
        await using var yard = await Yard.OpenAsync();
        var state = await yard.CommandAsync();
        await RebuildAsync(yard);
        Assert.That(yard.Log.Said, Does.Not.Contain("was rebuilt"));

        await LoseAndRebuildAsync(yard);
        var rebuilt = Store(yard).States(yard.Settings.Cloud, yard.Log).Single();
        Assert.That((rebuilt.RunId, rebuilt.AmiId, rebuilt.FleetArn, rebuilt.Fingerprint), Is.EqualTo((state.RunId, state.AmiId, state.FleetArn, state.Fingerprint)));
    }

    [Test]
    public async Task A_lost_run_of_two_regions_is_done_when_each_has_its_fleet()
    {
        await using var yard = await Yard.OpenAsync();
        yard.Recipe = Sample.InTwoRegions;
        var before = await yard.CommandAsync("SnapshotAmi");
        await LoseAndRebuildAsync(yard);
        var after = await yard.CommandAsync();
        Assert.That(after.RunId, Is.EqualTo(before.RunId));
        Assert.That(after.OtherRegions["us-east-1"].AmiId, Is.EqualTo(before.OtherRegions["us-east-1"].AmiId));
        Assert.That(yard.Calls("CopyImage"), Has.Count.EqualTo(1));

        await yard.In("us-east-1").CodeBuild.DeleteFleetAsync(new() { Arn = after.OtherRegions["us-east-1"].FleetArn });
        await LoseAndRebuildAsync(yard);
        Assert.That(yard.Log.Said, Does.Not.Contain("it is done"));
        var again = await yard.CommandAsync();
        Assert.That(again.RunId, Is.EqualTo(before.RunId));
        await LoseAndRebuildAsync(yard);
        Assert.That(yard.Log.Said, Does.Contain("it is done"));
        Assert.That(Store(yard).States(yard.Settings.Cloud, yard.Log).Single().OtherRegions["us-east-1"].FleetArn, Is.EqualTo(again.OtherRegions["us-east-1"].FleetArn));
    }

    [Test]
    public async Task The_group_and_the_key_pair_of_a_lost_run_go_with_its_instance()
    {
        await using var yard = await SshYard.OpenAsync();
        var before = await SshYard.LaunchedAsync(yard);
        await LoseAndRebuildAsync(yard);
        Assert.That(yard.Log.Said, Does.Contain($"security group {before.Ssh!.SecurityGroupId}, key pair {before.Ssh.KeyPairName}"));

        var after = await SshYard.LaunchedAsync(yard);
        Assert.That(after.RunId, Is.EqualTo(before.RunId));
        Assert.That((await SshYard.GroupsAsync(yard)).Select(group => group.GroupId), Is.EqualTo(new[] { after.Ssh!.SecurityGroupId }));
        Assert.That((await SshYard.PairsAsync(yard)).Select(pair => pair.KeyName), Is.EqualTo(new[] { after.Ssh.KeyPairName }));
        using (var run = yard.Begin())
        {
            await run.AbandonInstanceAsync(CancellationToken.None);
        }

        await SshYard.NothingIsLeftAsync(yard);
    }

    [Test]
    public async Task The_group_and_the_key_pair_of_a_lost_run_whose_AMI_is_there_go_at_its_end()
    {
        await using var yard = await Yard.OpenAsync();
        var before = await yard.CommandAsync("SnapshotAmi");
        yard.Recipe = Sample.Reached(RemoteAccess.Ssh);
        await LeaveWayInAsync(yard, before);
        await LoseAndRebuildAsync(yard);
        var after = await yard.CommandAsync();
        Assert.That((after.RunId, after.AmiId), Is.EqualTo((before.RunId, before.AmiId)));
        await SshYard.NothingIsLeftAsync(yard);
    }

    [Test]
    public async Task Nobody_elses_run_is_rebuilt()
    {
        await using var yard = await Yard.OpenAsync();
        await yard.CommandAsync("PrepareInstance");
        Directory.Delete(yard.Runs, recursive: true);
        yard.Settings = yard.Settings with { Owner = "somebody" };
        await RebuildAsync(yard);
        Assert.That(Directory.Exists(yard.Runs), Is.False);
    }

    [Test]
    public async Task A_corrupt_journal_is_not_written_over()
    {
        await using var yard = await Yard.OpenAsync();
        await yard.CommandAsync("PrepareInstance");
        var journal = Directory.GetFiles(yard.Runs, "journal.jsonl", SearchOption.AllDirectories).Single();
        File.WriteAllText(journal, "{oops\n{}\n");
        await RebuildAsync(yard);
        Assert.That(File.ReadAllText(journal), Is.EqualTo("{oops\n{}\n"));
    }

    [Test]
    public async Task A_recipe_that_another_command_works_on_is_not_rebuilt()
    {
        await using var yard = await Yard.OpenAsync();
        await yard.CommandAsync("PrepareInstance");
        Directory.Delete(yard.Runs, recursive: true);
        using (Store(yard).Lock("sample", "us-west-2", yard.Settings.Cloud))
        {
            Assert.That(async () => await RebuildAsync(yard), Throws.InstanceOf<FleetException>().With.Message.Contains("Another command works on sample"));
        }

        Assert.That(Directory.GetDirectories(yard.Runs), Is.Empty);
    }

    [TestCase("../../20261124T101500Z-sample-4f2a")]
    [TestCase("20261124T101500Z-sample-../a")]
    [TestCase("20261399T101500Z-sample-4f2a")]
    [TestCase("")]
    public async Task A_tag_that_is_no_runs_id_makes_no_folder(string tag)
    {
        await using var yard = await Yard.OpenAsync();
        await yard.CommandAsync("PrepareInstance");
        Directory.Delete(yard.Runs, recursive: true);
        var found = await new Survey(yard.Clients, yard.Recipe.Region).ReadAsync(CancellationToken.None);
        Store(yard).Rebuild(yard.Recipe, yard.Settings, found.Select(resource => resource with { RunId = tag }), yard.Log);
        Assert.That(Directory.Exists(yard.Runs), Is.False);
    }

    /// <summary>What a command leaves that is killed between the end of its instance and that of what it was reached with.</summary>
    private static async Task LeaveWayInAsync(Yard yard, RunState state)
    {
        var tags = (await yard.AmisAsync()).Single().Tags;
        var name = $"fleetyard-{state.RunId}-0";
        await yard.Clients.Ec2.CreateSecurityGroupAsync(new() { GroupName = name, Description = "left", TagSpecifications = [new() { ResourceType = ResourceType.SecurityGroup, Tags = tags }] });
        byte[] key = [0, 0, 0, 11, .. "ssh-ed25519"u8, 0, 0, 0, 32, .. new byte[32]];
        await yard.Clients.Ec2.ImportKeyPairAsync(new()
        {
            KeyName = name,
            PublicKeyMaterial = Convert.ToBase64String(Encoding.ASCII.GetBytes($"ssh-ed25519 {Convert.ToBase64String(key)} nobody")),
            TagSpecifications = [new() { ResourceType = ResourceType.KeyPair, Tags = tags }],
        });
    }

    private static async Task InterruptedAsync(Yard yard, string operation)
    {
        using var interrupt = new CancellationTokenSource();
        yard.Observe = exchange =>
        {
            if (exchange.Operation == operation)
            {
                interrupt.Cancel();
            }
        };
        Assert.That(async () => await yard.CommandAsync(keep: true, cancellationToken: interrupt.Token), Throws.InstanceOf<OperationCanceledException>());
        yard.Observe = _ => { };
    }

    private async Task LoseAndRebuildAsync(Yard yard)
    {
        Directory.Delete(yard.Runs, recursive: true);
        await RebuildAsync(yard);
        Assert.That(yard.Log.Said, Does.Contain("was rebuilt from the tags"));
    }

    private async Task RebuildAsync(Yard yard)
    {
        if (target == "CreateFleet")
        {
            await new LostRuns(Store(yard)).RebuildAsync(yard.Recipe, yard.Settings, yard.In, yard.Log, CancellationToken.None);
            return;
        }

        var found = new List<Resource>();
        foreach (var region in yard.Recipe.OtherRegions.Select(other => other.Region).Prepend(yard.Recipe.Region))
        {
            found.AddRange(await new Survey(yard.In(region), region).ReadAsync(CancellationToken.None));
        }

        Store(yard).Rebuild(yard.Recipe, yard.Settings, found, yard.Log);
    }

    private static RunStore Store(Yard yard) => new(yard.Runs, TimeProvider.System);
}
