using Amazon.EC2.Model;
using Amazon.EC2InstanceConnect.Model;
using Fleetyard.LocalCloud.Instances;
using Microsoft.Extensions.Time.Testing;

namespace Fleetyard.LocalCloud.Tests.Instances;

/// <summary>Keys that EC2 Instance Connect pushes to an instance.</summary>
public sealed class InstanceConnectTests
{
    private const string Key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";

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

    [Test]
    public async Task A_key_that_an_instance_does_not_take_in_time_is_refused_and_the_instance_goes_on()
    {
        var (time, asked) = (new FakeTimeProvider(DateTimeOffset.UtcNow), new TaskCompletionSource());
        await using var host = new FaultyHost
        {
            HasBoot = true,
            Run = async (_, _, token) =>
            {
                asked.TrySetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
                return 0;
            },
        };
        await using var server = await Server.StartAsync(host, time: time);
        var id = await server.OnlineAsync();
        var sending = Server.RefusedAsync("EC2InstanceUnavailableException", () => server.InstanceConnect.SendSSHPublicKeyAsync(Request(id, Key)));
        await asked.Task;
        time.Advance(TimeSpan.FromMinutes(2));
        await sending.WaitAsync(TimeSpan.FromSeconds(30));
        await server.Ec2.TerminateInstancesAsync(new TerminateInstancesRequest { InstanceIds = [id] });
        await Server.UntilAsync(async () => (await server.InstanceAsync(id)).State.Name == "terminated");
    }

    [Test]
    public async Task A_key_that_is_under_way_holds_up_neither_the_end_of_its_instance_nor_LocalCloud_s()
    {
        var (asked, ended) = (new SemaphoreSlim(0), new SemaphoreSlim(0));
        await using var host = new FaultyHost
        {
            HasBoot = true,
            Run = async (_, _, token) =>
            {
                asked.Release();
                await Task.Delay(Timeout.InfiniteTimeSpan, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                ended.Release();
                throw new OperationCanceledException(token);
            },
        };
        Task other;
        await using (var server = await Server.StartAsync(host))
        {
            var (first, second) = (await server.OnlineAsync(), await server.OnlineAsync());
            var sending = Server.RefusedAsync("EC2InstanceUnavailableException", () => server.InstanceConnect.SendSSHPublicKeyAsync(Request(first, Key)));
            await asked.WaitAsync();
            await server.Ec2.TerminateInstancesAsync(new TerminateInstancesRequest { InstanceIds = [first] });
            await Server.UntilAsync(async () => (await server.InstanceAsync(first)).State.Name == "terminated");
            await sending;
            Assert.That(await ended.WaitAsync(TimeSpan.FromSeconds(30)));
            other = server.InstanceConnect.SendSSHPublicKeyAsync(Request(second, Key));
            await asked.WaitAsync();
        }

        Assert.That(await ended.WaitAsync(TimeSpan.FromSeconds(30)), "the command has ended");
        Assert.That(async () => await other, Throws.Exception);
    }

    private static SendSSHPublicKeyRequest Request(string id, string key) => new() { InstanceId = id, InstanceOSUser = "admin", SSHPublicKey = key };
}
