using Amazon.EC2.Model;
using Amazon.EC2InstanceConnect.Model;
using Fleetyard.LocalCloud.Instances;
using Microsoft.Extensions.Time.Testing;

namespace Fleetyard.LocalCloud.Tests.Instances;

/// <summary>Keys that EC2 Instance Connect pushes to an instance.</summary>
public sealed class InstanceConnectTests
{
    [Test]
    public async Task A_pushed_key_is_taken_for_a_minute_by_an_instance_without_a_key_pair()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var world = await SshWorld.StartAsync(directory => new OverlayHost(Path.Combine(directory, "overlay")), time);
        var instance = await world.LaunchAsync("#!/bin/sh\n", request => request.KeyName = null);
        Assert.That(world.Ssh(instance, "true").Code, Is.EqualTo(255), "nothing listens that nobody asked for");
        var answer = await world.Server.InstanceConnect.SendSSHPublicKeyAsync(Request(instance.InstanceId, world.NewKey("pushed")));
        Assert.That((answer.Success, answer.RequestId?.Length), Is.EqualTo((true, 36)));
        Assert.That(world.Ssh(instance, "sudo -n id -u", key: "pushed"), Is.EqualTo((0, "0\n")));
        time.Advance(TimeSpan.FromSeconds(61));
        await Server.UntilAsync(() => Task.FromResult(world.Ssh(instance, "true", key: "pushed").Code == 255));
    }

    [TestCase("i-0123456789abcdef0", "admin", null, "EC2InstanceNotFoundException")]
    [TestCase(null, "no user", null, "InvalidArgsException")]
    [TestCase(null, "admin", "ssh-dss AAAA", "InvalidArgsException")]
    public async Task What_it_refuses_is_said_as_AWS_says_it(string? id, string user, string? key, string code)
    {
        await using var world = await SshWorld.StartAsync(directory => new OverlayHost(Path.Combine(directory, "overlay")));
        var instance = await world.LaunchAsync("#!/bin/sh\n", request => request.KeyName = null);
        var request = Request(id ?? instance.InstanceId, key ?? world.NewKey("pushed"));
        request.InstanceOSUser = user;
        await Server.RefusedAsync(code, () => world.Server.InstanceConnect.SendSSHPublicKeyAsync(request));
    }

    [Test]
    public async Task A_stopped_instance_takes_no_key()
    {
        await using var world = await SshWorld.StartAsync(directory => new SimulatedHost(directory));
        var instance = await world.LaunchAsync("#!/bin/sh\n", request => request.KeyName = null);
        await world.Server.Ec2.StopInstancesAsync(new StopInstancesRequest { InstanceIds = [instance.InstanceId] });
        await world.UntilAsync(instance.InstanceId, "stopped");
        await Server.RefusedAsync("EC2InstanceStateInvalidException", () => world.Server.InstanceConnect.SendSSHPublicKeyAsync(Request(instance.InstanceId, world.NewKey("pushed"))));
    }

    [Test]
    public async Task Instances_without_sshd_are_launched_with_no_key_pair_and_take_no_key()
    {
        await using var world = await SshWorld.StartAsync(directory => new SimulatedHost(directory));
        var refused = await Assert.ThrowsAsync<Amazon.EC2.AmazonEC2Exception>(() => world.LaunchAsync());
        Assert.That((refused!.ErrorCode, refused.Message), Is.EqualTo(("UnsupportedOperation", "LocalCloud's simulated instances run no sshd, which the key pair 'run' is for; rehearse with --instances=docker or --instances=overlay.")));
        var instance = await world.LaunchAsync("#!/bin/sh\n", request => request.KeyName = null);
        await Server.RefusedAsync("InvalidArgsException", () => world.Server.InstanceConnect.SendSSHPublicKeyAsync(Request(instance.InstanceId, world.NewKey("pushed"))));
    }

    private static SendSSHPublicKeyRequest Request(string id, string key) => new() { InstanceId = id, InstanceOSUser = "admin", SSHPublicKey = key };
}
