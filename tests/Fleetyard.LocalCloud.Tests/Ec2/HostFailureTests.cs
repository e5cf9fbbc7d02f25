using Amazon.EC2.Model;
using Amazon.SimpleSystemsManagement.Model;
using Fleetyard.LocalCloud.Faults;
using Fleetyard.LocalCloud.Instances;

namespace Fleetyard.LocalCloud.Tests.Ec2;

/// <summary>What becomes of an instance whose host cannot do as it is asked.</summary>
internal sealed class HostFailureTests
{
    [Test]
    public async Task An_instance_whose_launch_fails_half_way_is_gone_at_the_host_too()
    {
        await using var host = new FaultyHost { Before = Failing("AddressAsync") };
        await using var server = await Server.StartAsync(host);
        var id = (await server.Ec2.RunInstancesAsync(await server.LaunchAsync())).Reservation.Instances[0].InstanceId;
        await EndedAsync(server, id);
        Assert.That((await server.InstanceAsync(id)).StateReason.Message, Is.EqualTo("Server.InternalError: AddressAsync failed"));
        Assert.That(host.Living, Is.Empty);
    }

    [TestCase("StopAsync")]
    [TestCase("StartAsync")]
    public async Task An_instance_that_cannot_be_stopped_or_started_again_is_gone_at_the_host_too(string step)
    {
        await using var host = new FaultyHost { Before = Failing(step) };
        await using var server = await Server.StartAsync(host);
        var id = await server.OnlineAsync();
        await server.Ec2.StopInstancesAsync(new StopInstancesRequest { InstanceIds = [id] });
        if (step == "StartAsync")
        {
            await Server.UntilAsync(async () => (await server.InstanceAsync(id)).State.Name == "stopped");
            await server.Ec2.StartInstancesAsync(new StartInstancesRequest { InstanceIds = [id] });
        }

        await EndedAsync(server, id);
        Assert.That(host.Living, Is.Empty);
    }

    [Test]
    public async Task A_failed_instance_that_the_host_cannot_end_either_is_terminated_and_says_why_it_failed()
    {
        await using var host = new FaultyHost { Before = Failing("AddressAsync", "TerminateAsync") };
        await using var server = await Server.StartAsync(host);
        var id = (await server.Ec2.RunInstancesAsync(await server.LaunchAsync())).Reservation.Instances[0].InstanceId;
        await EndedAsync(server, id);
        Assert.That((await server.InstanceAsync(id)).StateReason.Message, Is.EqualTo("Server.InternalError: AddressAsync failed"));
    }

    [TestCase(FaultKind.InstanceDies, "Server.InternalError")]
    [TestCase(FaultKind.SpotInterruption, "Server.SpotInstanceTermination")]
    public async Task An_instance_that_ends_by_itself_is_terminated_though_the_host_cannot_end_it(FaultKind kind, string reason)
    {
        await using var host = new FaultyHost { Before = Failing("TerminateAsync") };
        await using var server = await Server.StartAsync(host, with: options => options with { Faults = new FaultPlan([new CallFault("SendCommand", 1, kind)]) });
        var id = await server.OnlineAsync();
        await server.Ssm.SendCommandAsync(new SendCommandRequest { DocumentName = "AWS-RunShellScript", InstanceIds = [id], Parameters = new() { ["commands"] = ["true"] } });
        await EndedAsync(server, id);
        var ended = (await server.InstanceAsync(id)).StateReason;
        Assert.That((ended.Code, ended.Message), Is.EqualTo((reason, $"{ended.Message.Split(';')[0]}; TerminateAsync failed")));
    }

    private static Func<string, Task> Failing(params string[] steps) => step => steps.Contains(step) ? throw new InstanceHostException($"{step} failed") : Task.CompletedTask;

    private static Task EndedAsync(Server server, string id) => Server.UntilAsync(async () => (await server.InstanceAsync(id)).State.Name == "terminated");
}
