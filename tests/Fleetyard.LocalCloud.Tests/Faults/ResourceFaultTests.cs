using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.SimpleSystemsManagement.Model;
using Fleetyard.LocalCloud.Faults;

namespace Fleetyard.LocalCloud.Tests.Faults;

/// <summary>What becomes of instances, commands and AMIs that a plan lets go wrong.</summary>
internal sealed class ResourceFaultTests
{
    [Test]
    public async Task An_instance_runs_and_is_never_online()
    {
        await using var server = await StartAsync(new CallFault("RunInstances", 1, FaultKind.NeverOnline));
        var id = (await server.Ec2.RunInstancesAsync(await server.LaunchAsync())).Reservation.Instances[0].InstanceId;
        await Server.UntilAsync(async () => (await server.InstanceAsync(id)).State.Name == "running");
        var other = await server.OnlineAsync();
        var online = (await server.Ssm.DescribeInstanceInformationAsync(new DescribeInstanceInformationRequest())).InstanceInformationList;
        Assert.That(online.Select(one => one.InstanceId), Is.EqualTo([other]));
    }

    [TestCase(FaultKind.InstanceDies, "Server.InternalError")]
    [TestCase(FaultKind.SpotInterruption, "Server.SpotInstanceTermination")]
    public async Task An_instance_ends_when_it_is_sent_a_command(FaultKind kind, string reason)
    {
        await using var server = await StartAsync(new CallFault("SendCommand", 1, kind));
        var id = await server.OnlineAsync();
        await SendAsync(server, id);
        await Server.UntilAsync(async () => (await server.InstanceAsync(id)).State.Name == "terminated");
        Assert.That((await server.InstanceAsync(id)).StateReason.Code, Is.EqualTo(reason));
    }

    [Test]
    public async Task A_command_that_is_lost_stays_pending_and_the_next_one_runs()
    {
        await using var server = await StartAsync(new CallFault("SendCommand", 1, FaultKind.CommandLost));
        var id = await server.OnlineAsync();
        var (lost, next) = (await SendAsync(server, id), await SendAsync(server, id));
        await Server.UntilAsync(async () => await StatusAsync(server, id, next) == "Success");
        Assert.That(await StatusAsync(server, id, lost), Is.EqualTo("Pending"));
    }

    [TestCase(FaultKind.ImageFails, "failed")]
    [TestCase(FaultKind.ImageNeverEnds, "pending")]
    public async Task An_AMI_comes_to_nothing_and_the_next_one_is_available(FaultKind kind, string state)
    {
        await using var server = await StartAsync(new CallFault("CreateImage", 1, kind));
        var id = await server.OnlineAsync();
        var first = (await server.Ec2.CreateImageAsync(new CreateImageRequest { InstanceId = id, Name = "first" })).ImageId;
        var second = (await server.Ec2.CreateImageAsync(new CreateImageRequest { InstanceId = id, Name = "second" })).ImageId;
        await Server.UntilAsync(async () => await StateAsync(server, second) == ImageState.Available);
        Assert.That((await StateAsync(server, first)).Value, Is.EqualTo(state));
    }

    private static Task<Server> StartAsync(CallFault fault) => Server.StartAsync(with: options => options with { Faults = new FaultPlan([fault]) });

    private static async Task<string> SendAsync(Server server, string id) => (await server.Ssm.SendCommandAsync(
        new SendCommandRequest { DocumentName = "AWS-RunShellScript", InstanceIds = [id], Parameters = new() { ["commands"] = ["true"] } })).Command.CommandId;

    private static async Task<string> StatusAsync(Server server, string id, string command) =>
        (await server.Ssm.GetCommandInvocationAsync(new GetCommandInvocationRequest { CommandId = command, InstanceId = id })).Status.Value;

    private static async Task<ImageState> StateAsync(Server server, string image) => (await server.Ec2.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [image] })).Images[0].State;
}
