using Amazon.EC2.Model;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.LocalCloud.Instances;
using Fleetyard.LocalCloud.Instances.Docker;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Tests.Ssh;

/// <summary>The chain on clones of this machine and in containers, reached by SSH.</summary>
[Platform("Linux")]
internal sealed class SshChainTests
{
    [TestCase(RemoteAccess.Ssh, InstanceKind.Overlay)]
    [TestCase(RemoteAccess.Ssh, InstanceKind.Docker)]
    [TestCase(RemoteAccess.Ec2InstanceConnect, InstanceKind.Overlay)]
    public async Task A_run_by_SSH_ends_with_a_fleet_and_nothing_that_it_was_reached_with(RemoteAccess remote, InstanceKind kind)
    {
        await using var yard = await Yard.OpenAsync(makeHost: folder => kind == InstanceKind.Docker ? new DockerHost(folder, _ => { }) : new OverlayHost(folder));
        yard.Recipe = Sample.Reached(remote) with
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

        Assert.That(secrets, Is.Not.Empty);
        var kept = string.Concat(Directory.GetFiles(yard.Runs, "*", SearchOption.AllDirectories).Select(File.ReadAllText)) + yard.Log.Said + string.Concat(yard.Log.Lines);
        Assert.That(secrets.Where(kept.Contains), Is.Empty, "no private key is kept or told");
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
}
