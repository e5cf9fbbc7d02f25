using Fleetyard.LocalCloud.Instances;

namespace Fleetyard.LocalCloud.Tests.Instances;

/// <summary>Clones of this machine.</summary>
public sealed class OverlaySshTests : SshInstanceTests
{
    [Test]
    public async Task An_ended_instance_leaves_no_process_that_listens()
    {
        await using var world = await SshWorld.StartAsync(Make);
        var instance = await world.LaunchAsync();
        Assert.That(Processes(instance.InstanceId), Is.Not.Empty);
        await world.Server.Ec2.TerminateInstancesAsync(new() { InstanceIds = [instance.InstanceId] });
        await world.UntilAsync(instance.InstanceId, "terminated");
        Assert.That(Processes(instance.InstanceId), Is.Empty);
        Assert.That(world.Ssh(instance, "true").Output, Does.Contain("Connection refused"));
    }

    protected override IInstanceHost Make(string directory) => new OverlayHost(Path.Combine(directory, "overlay"));

    /// <summary>The processes whose root is a clone of this name, as its init's command line has it.</summary>
    private static string Processes(string id) => SshWorld.Run("pgrep", "-f", $" {id} ").Output;
}
