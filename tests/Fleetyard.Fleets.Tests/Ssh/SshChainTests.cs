using Amazon.EC2.Model;
using Fleetyard.Fleets.Planning;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.LocalCloud.Instances;
using Fleetyard.LocalCloud.Instances.Docker;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Tests.Ssh;

/// <summary>The chain on clones of this machine and in containers, reached by SSH.</summary>
[Platform("Linux")]
internal sealed class SshChainTests
{
    [TestCase(RemoteAccess.Ssh, SshRoute.Direct, InstanceKind.Overlay)]
    [TestCase(RemoteAccess.Ssh, SshRoute.Direct, InstanceKind.Docker)]
    [TestCase(RemoteAccess.Ssh, SshRoute.SessionManager, InstanceKind.Overlay)]
    [TestCase(RemoteAccess.Ssh, SshRoute.SessionManager, InstanceKind.Docker)]
    [TestCase(RemoteAccess.Ec2InstanceConnect, SshRoute.Direct, InstanceKind.Overlay)]
    [TestCase(RemoteAccess.Ec2InstanceConnect, SshRoute.SessionManager, InstanceKind.Overlay)]
    public async Task A_run_by_SSH_ends_with_a_fleet_and_nothing_that_it_was_reached_with(RemoteAccess remote, SshRoute route, InstanceKind kind)
    {
        await using var yard = await Yard.OpenAsync(makeHost: folder => kind == InstanceKind.Docker ? new DockerHost(folder, _ => { }) : new OverlayHost(folder));
        yard.Recipe = (route == SshRoute.Direct ? Sample.Reached(remote) : Sample.Tunnelled(remote)) with
        {
            Scripts = Sample.Recipe.Scripts with { SnapshotAmi = [.. new[] { "clean-up.sh", "audit.sh", "close.sh" }.Select(Sample.Shipped)] },
        };
        string[] secrets = [];
        yard.Wire.Before = operation => secrets = operation == "RunInstances" ? [.. Directory.GetFiles(yard.Runs, "*ed25519*", SearchOption.AllDirectories).SelectMany(File.ReadAllLines).Where(line => line.Length > 60)] : secrets;

        var state = await yard.CommandAsync();

        Assert.That((await yard.FleetAsync()).Status!.StatusCode!.Value, Is.EqualTo("ACTIVE"));
        Assert.That(yard.Calls("SendSSHPublicKey"), remote == RemoteAccess.Ssh ? Is.Empty : Is.Not.Empty);
        Assert.That(yard.Calls("SendCommand"), Is.Empty);
        Assert.That(state.Facts["audit"], Does.StartWith("0 found in "));
        Assert.That(await yard.LivingAsync(), Is.Empty);
        Assert.That((await yard.Clients.Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { Filters = [new Filter("tag-key", ["fleetyard:run"])] })).SecurityGroups ?? [], Is.Empty);
        Assert.That((await yard.Clients.Ec2.DescribeKeyPairsAsync(new DescribeKeyPairsRequest())).KeyPairs ?? [], Is.Empty);

        Assert.That(yard.Calls("StartSession"), route == SshRoute.Direct ? Is.Empty : Is.Not.Empty);
        if (route == SshRoute.SessionManager)
        {
            Assert.That(new[] { "CreateSecurityGroup", "AuthorizeSecurityGroupIngress" }.SelectMany(yard.Calls), Is.Empty, "no port is opened to anyone");
            Assert.That((await yard.Clients.Ssm.DescribeSessionsAsync(new() { State = "Active" })).Sessions ?? [], Is.Empty, "no session is left");
            Assert.That((await yard.Clients.Ssm.DescribeSessionsAsync(new() { State = "History" })).Sessions, Has.Count.EqualTo(yard.Calls("StartSession").Count(call => call.Status == 200)).And.All.Property("Target").StartsWith("i-"));
        }

        Assert.That(secrets, Is.Not.Empty);
        var kept = string.Concat(Directory.GetFiles(yard.Runs, "*", SearchOption.AllDirectories).Select(File.ReadAllText)) + yard.Log.Said + string.Concat(yard.Log.Lines);
        Assert.That(secrets.Where(kept.Contains), Is.Empty, "no private key is kept or told");
    }

    [TestCase(RemoteAccess.Ssh, SshRoute.Direct, "EC2 refused to launch c7i.large")]
    [TestCase(RemoteAccess.Ssh, SshRoute.SessionManager, "EC2 refused to launch c7i.large")]
    [TestCase(RemoteAccess.Ec2InstanceConnect, SshRoute.Direct, "EC2 Instance Connect did not take the key")]
    public async Task Instances_that_run_no_sshd_are_told_at_once_and_nothing_is_left(RemoteAccess remote, SshRoute route, string told)
    {
        await using var yard = await Yard.OpenAsync(makeHost: folder => new SimulatedHost(folder));
        yard.Recipe = route == SshRoute.Direct ? Sample.Reached(remote) : Sample.Tunnelled(remote);
        var began = System.Diagnostics.Stopwatch.StartNew();
        Assert.That(async () => await yard.CommandAsync(), Throws.InstanceOf<FleetException>()
            .With.Message.StartsWith(told).And.Message.Contains("simulated instances run no sshd").And.Message.Contains("--instances=docker or --instances=overlay").And.Message.Not.Contains("\n"));
        Assert.That(began.Elapsed, Is.LessThan(TimeSpan.FromMinutes(1)));
        Assert.That(await yard.LivingAsync(), Is.Empty);
        Assert.That((await yard.Clients.Ec2.DescribeKeyPairsAsync(new DescribeKeyPairsRequest())).KeyPairs ?? [], Is.Empty);
    }

    [TestCase(RemoteAccess.Ssh, SshRoute.Direct, ", reached by SSH as admin from this machine's address")]
    [TestCase(RemoteAccess.Ssh, SshRoute.SessionManager, ", reached by SSH as admin through Session Manager")]
    [TestCase(RemoteAccess.Ec2InstanceConnect, SshRoute.SessionManager, ", reached by SSH as admin with EC2 Instance Connect through Session Manager")]
    public async Task A_plan_tells_the_way_in(RemoteAccess remote, SshRoute route, string told)
    {
        await using var yard = await Yard.OpenAsync();
        yard.Recipe = route == SshRoute.Direct ? Sample.Reached(remote) : Sample.Tunnelled(remote);
        using var run = yard.Look();
        Assert.That((await yard.Chain.PrepareInstance.PlanAsync(run, CancellationToken.None)).What, Does.EndWith(told));
    }

    [Test]
    public async Task A_plan_refuses_a_way_in_as_nobody_knows_whom()
    {
        await using var yard = await Yard.OpenAsync();
        yard.Recipe = Sample.Tunnelled() with { Source = new AmiSource { Owner = "136693071363", NamePattern = "debian-13-*", Architecture = Architecture.X64 } };
        using var run = yard.Look();
        Assert.That(async () => await yard.Chain.PrepareInstance.PlanAsync(run, CancellationToken.None), Throws.InstanceOf<FleetException>().With.Message.Contains("set instance.ssh.user"));
    }

    [Test]
    public async Task The_next_command_reaches_the_instance_of_the_one_before()
    {
        await using var yard = await Yard.OpenAsync(makeHost: folder => new OverlayHost(folder));
        yard.Recipe = Sample.Reached(RemoteAccess.Ssh);
        await yard.CommandAsync("PrepareInstance");
        await yard.CommandAsync("InstallDeps");
        Assert.That(yard.Calls("RunInstances"), Has.Count.EqualTo(1));
        Assert.That(yard.Log.Lines, Does.Contain("installed"));
    }

    [Test]
    public async Task What_a_command_that_was_killed_behind_its_instance_left_to_reach_it_with_is_removed_by_the_next()
    {
        await using var yard = await Yard.OpenAsync(makeHost: folder => new OverlayHost(folder));
        yard.Recipe = Sample.Reached(RemoteAccess.Ssh);
        yard.Written = _ =>
        {
            if (yard.Journal().TrimEnd().Split('\n')[^1] is var line && line.Contains("\"amiAvailable\":true", StringComparison.Ordinal) && !line.Contains("\"instanceId\":\"", StringComparison.Ordinal))
            {
                throw new OperationCanceledException("kill -9");
            }
        };
        Assert.That(async () => await yard.CommandAsync("SnapshotAmi", keep: true), Throws.InstanceOf<OperationCanceledException>().With.Message.EqualTo("kill -9"));
        Assert.That(SshYard.KeyFiles(yard), Is.Not.Empty);
        yard.Written = _ => { };

        using (var look = yard.Look())
        {
            var plan = await FleetPlan.OfAsync(look, yard.Chain.Steps, CancellationToken.None);
            Assert.That(plan.Steps[3].What, Is.EqualTo("what the instance was reached with goes"));
        }

        await yard.CommandAsync("SnapshotAmi");
        await SshYard.NothingIsLeftAsync(yard);
        Assert.That(yard.Calls("CreateImage"), Has.Count.EqualTo(1));
        Assert.That(yard.Calls("RunInstances"), Has.Count.EqualTo(1));
    }

    [TestCase(RemoteAccess.Ssh)]
    [TestCase(RemoteAccess.Ec2InstanceConnect)]
    public async Task An_instance_whose_clean_up_did_not_come_to_its_end_is_shut_and_another_takes_its_place(RemoteAccess remote)
    {
        await using var yard = await Yard.OpenAsync(makeHost: folder => new OverlayHost(folder));
        var clean = new[] { "clean-up.sh", "audit.sh", "close.sh" }.Select(Sample.Shipped).ToList();
        var recipe = Sample.Reached(remote);
        yard.Recipe = recipe with { Scripts = recipe.Scripts with { SnapshotAmi = [clean[0], Sample.Script("exit 1")] } };
        Assert.That(async () => await yard.CommandAsync(keep: true), Throws.InstanceOf<FleetException>());
        var kept = (await yard.LivingAsync()).Single().InstanceId;

        using (var run = yard.Begin())
        {
            Assert.That(async () => await run.RunAsync(yard.Chain.SnapshotAmi, CancellationToken.None), Throws.InstanceOf<FleetException>().With.Message.EqualTo(
                $"The clean-up of {kept} was begun and not ended, so it lets nobody in by SSH; run ./build.sh --target=SnapshotAmi without --exclusive, which begins with another instance."), "a step alone");
        }

        yard.Recipe = recipe with { Scripts = recipe.Scripts with { SnapshotAmi = clean } };
        await yard.CommandAsync();
        Assert.That(yard.Log.Said, Does.Contain($"Another instance takes the place of {kept}: it lets nobody in by SSH since its clean-up was begun"));
        Assert.That(await yard.InstancesAsync(), Has.Count.EqualTo(2));
        Assert.That(await yard.LivingAsync(), Is.Empty);
        Assert.That((await yard.FleetAsync()).Status!.StatusCode!.Value, Is.EqualTo("ACTIVE"));
    }
}
