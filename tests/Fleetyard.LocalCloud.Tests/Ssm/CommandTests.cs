using System.Diagnostics;
using Amazon.EC2.Model;
using Amazon.SimpleSystemsManagement.Model;
using Fleetyard.LocalCloud.Faults;
using Fleetyard.LocalCloud.Instances;
using Microsoft.Extensions.Time.Testing;

namespace Fleetyard.LocalCloud.Tests.Ssm;

internal sealed class CommandTests
{
    [Test]
    public async Task A_command_that_floods_is_cut_and_costs_neither_time_nor_memory()
    {
        const int chunks = 25_000;
        var text = new string('x', 4096);
        await using var host = new FaultyHost
        {
            Run = (_, output, _) =>
            {
                for (var index = 0; index < chunks; index++)
                {
                    output(new(text, index % 2 == 1));
                }

                return Task.FromResult(0);
            },
        };
        await using var server = await Server.StartAsync(host);
        var began = Stopwatch.StartNew();
        var ended = await EndedAsync(server, await server.OnlineAsync());
        Assert.That((ended.StandardOutputContent.Length, ended.StandardErrorContent.Length), Is.EqualTo((24000, 8000)));
        Assert.That(began.Elapsed, Is.LessThan(TimeSpan.FromSeconds(20)), "100 MB of output");
    }

    [Test]
    public async Task An_invocation_tells_what_it_was_sent_with_and_when_it_ran()
    {
        await using var server = await Server.StartAsync();
        var id = await server.OnlineAsync();
        var ended = await EndedAsync(server, id, request => (request.Comment, request.DocumentVersion, request.TimeoutSeconds) = ("why", "1", 30));
        Assert.That((ended.Comment, ended.DocumentVersion, ended.ResponseCode, ended.PluginName), Is.EqualTo(("why", "1", (int?)0, "aws:runShellScript")));
        Assert.That(DateTimeOffset.Parse(ended.ExecutionStartDateTime, null), Is.EqualTo(DateTimeOffset.UtcNow).Within(TimeSpan.FromMinutes(1)));
        Assert.That(ended.ExecutionEndDateTime, Is.GreaterThanOrEqualTo(ended.ExecutionStartDateTime));
        Assert.That(ended.ExecutionElapsedTime, Does.StartWith("PT"));
        var listed = (await server.Ssm.ListCommandInvocationsAsync(new ListCommandInvocationsRequest { CommandId = ended.CommandId, Details = true })).CommandInvocations.Single();
        Assert.That((listed.InstanceId, listed.Status.Value, listed.CommandPlugins[0].Output), Is.EqualTo((id, "Success", "true")));
    }

    [Test]
    public async Task A_command_goes_to_several_instances_and_has_an_invocation_on_each()
    {
        await using var server = await Server.StartAsync();
        List<string> ids = [await server.OnlineAsync(), await server.OnlineAsync()];
        var sent = (await server.Ssm.SendCommandAsync(Request(ids))).Command;
        Assert.That(sent.TargetCount, Is.EqualTo(2));
        foreach (var id in ids)
        {
            await Server.UntilAsync(async () => (await server.Ssm.GetCommandInvocationAsync(new GetCommandInvocationRequest { CommandId = sent.CommandId, InstanceId = id })).Status == "Success");
        }
    }

    [Test]
    public async Task A_command_that_runs_too_long_times_out_and_what_it_said_is_kept()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var started = new TaskCompletionSource();
        await using var host = new FaultyHost
        {
            Run = async (_, output, token) =>
            {
                output(new("so far", false));
                started.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
                return 0;
            },
        };
        await using var server = await Server.StartAsync(host, time: time);
        var id = await server.OnlineAsync();
        var request = Request([id]);
        request.Parameters["executionTimeout"] = ["60"];
        var command = (await server.Ssm.SendCommandAsync(request)).Command.CommandId;
        await started.Task;
        Assert.That((await InvocationAsync(server, command, id)).StandardOutputContent, Is.EqualTo("so far"), "while it runs");
        time.Advance(TimeSpan.FromSeconds(61));
        await Server.UntilAsync(async () => (await InvocationAsync(server, command, id)).Status == "TimedOut");
        var ended = await InvocationAsync(server, command, id);
        Assert.That((ended.StatusDetails, ended.StandardOutputContent, ended.ResponseCode), Is.EqualTo(("ExecutionTimedOut", "so far", (int?)-1)));
    }

    [TestCase("terminate", "terminated")]
    [TestCase("stop", "stopped")]
    [TestCase("interrupt", "terminated")]
    public async Task An_instance_ends_at_once_whatever_runs_on_it_and_waits_for_it(string how, string state)
    {
        var plan = new FaultPlan(how == "interrupt" ? [new CallFault("SendCommand", 3, FaultKind.SpotInterruption)] : []);
        await using var host = new FaultyHost { Run = ForEverAsync };
        await using var server = await Server.StartAsync(host, with: options => options with { Faults = plan });
        var id = await server.OnlineAsync();
        var running = (await server.Ssm.SendCommandAsync(Request([id]))).Command.CommandId;
        await Server.UntilAsync(async () => (await InvocationAsync(server, running, id)).Status == "InProgress");
        var waiting = (await server.Ssm.SendCommandAsync(Request([id]))).Command.CommandId;
        await (how switch
        {
            "terminate" => server.Ec2.TerminateInstancesAsync(new TerminateInstancesRequest { InstanceIds = [id] }),
            "stop" => server.Ec2.StopInstancesAsync(new StopInstancesRequest { InstanceIds = [id] }),
            _ => (Task)server.Ssm.SendCommandAsync(Request([id])),
        });
        await Server.UntilAsync(async () => (await server.InstanceAsync(id)).State.Name.Value == state);
        foreach (var command in new[] { running, waiting })
        {
            await Server.UntilAsync(async () => (await InvocationAsync(server, command, id)).Status == "Failed");
            Assert.That((await InvocationAsync(server, command, id)).StandardErrorContent, Is.EqualTo($"{id} was stopped, rebooted or terminated before the command ended."));
        }
    }

    [Test]
    public async Task An_instance_reboots_at_once_whatever_runs_on_it_and_takes_commands_afterwards()
    {
        var (rebooted, isOver) = (new TaskCompletionSource(), false);
        await using var host = new FaultyHost
        {
            Run = (command, output, token) => isOver ? Task.FromResult(0) : ForEverAsync(command, output, token),
            Before = step =>
            {
                isOver = isOver || (step == "RebootAsync" && rebooted.TrySetResult());
                return Task.CompletedTask;
            },
        };
        await using var server = await Server.StartAsync(host);
        var id = await server.OnlineAsync();
        var command = (await server.Ssm.SendCommandAsync(Request([id]))).Command.CommandId;
        await Server.UntilAsync(async () => (await InvocationAsync(server, command, id)).Status == "InProgress");
        await server.Ec2.RebootInstancesAsync(new RebootInstancesRequest { InstanceIds = [id] });
        await rebooted.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.That((await EndedAsync(server, id)).ResponseCode, Is.Zero);
    }

    [Test]
    public async Task A_command_that_its_instance_did_not_take_in_time_is_counted_as_such()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var host = new FaultyHost { Run = ForEverAsync };
        await using var server = await Server.StartAsync(host, time: time);
        var id = await server.OnlineAsync();
        var running = (await server.Ssm.SendCommandAsync(Request([id]))).Command.CommandId;
        await Server.UntilAsync(async () => (await InvocationAsync(server, running, id)).Status == "InProgress");
        var request = Request([id]);
        request.TimeoutSeconds = 30;
        var waiting = (await server.Ssm.SendCommandAsync(request)).Command.CommandId;
        time.Advance(TimeSpan.FromSeconds(31));
        await Server.UntilAsync(async () => (await InvocationAsync(server, waiting, id)).Status == "TimedOut");
        Assert.That((await InvocationAsync(server, waiting, id)).StatusDetails, Is.EqualTo("DeliveryTimedOut"));
        Assert.That((await server.Ssm.ListCommandsAsync(new ListCommandsRequest { CommandId = waiting })).Commands.Single().DeliveryTimedOutCount, Is.EqualTo(1));
    }

    [Test]
    public async Task An_invocation_does_not_exist_just_after_it_was_sent()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = await Server.StartAsync(latencies: Latencies.Aws, time: time);
        var launched = (await server.Ec2.RunInstancesAsync(await server.LaunchAsync())).Reservation.Instances[0].InstanceId;
        time.Advance(TimeSpan.FromMinutes(2));
        await Server.UntilAsync(async () => (await server.Ssm.DescribeInstanceInformationAsync(new DescribeInstanceInformationRequest())).InstanceInformationList?.Count > 0);
        var command = (await server.Ssm.SendCommandAsync(Request([launched]))).Command.CommandId;
        await Server.RefusedAsync("InvocationDoesNotExist", () => InvocationAsync(server, command, launched));
        time.Advance(TimeSpan.FromSeconds(3));
        Assert.That((await InvocationAsync(server, command, launched)).CommandId, Is.EqualTo(command));
    }

    [Test]
    public async Task Online_instances_come_in_pages_and_by_either_kind_of_filter()
    {
        await using var server = await Server.StartAsync();
        var request = await server.LaunchAsync();
        (request.MinCount, request.MaxCount) = (6, 6);
        var ids = (await server.Ec2.RunInstancesAsync(request)).Reservation.Instances.Select(instance => instance.InstanceId).ToList();
        await Server.UntilAsync(async () => (await server.Ssm.DescribeInstanceInformationAsync(new DescribeInstanceInformationRequest())).InstanceInformationList?.Count == 6);
        var first = await server.Ssm.DescribeInstanceInformationAsync(new DescribeInstanceInformationRequest { MaxResults = 5 });
        var rest = await server.Ssm.DescribeInstanceInformationAsync(new DescribeInstanceInformationRequest { MaxResults = 5, NextToken = first.NextToken });
        Assert.That(first.InstanceInformationList.Concat(rest.InstanceInformationList).Select(one => one.InstanceId), Is.EquivalentTo(ids));
        Assert.That(rest.NextToken, Is.Null);
        var now = await server.Ssm.DescribeInstanceInformationAsync(new DescribeInstanceInformationRequest { Filters = [new() { Key = "InstanceIds", Values = [ids[1]] }, new() { Key = "PlatformTypes", Values = ["Linux"] }] });
        var before = await server.Ssm.DescribeInstanceInformationAsync(new DescribeInstanceInformationRequest { InstanceInformationFilterList = [new() { Key = "InstanceIds", ValueSet = [ids[1]] }] });
        Assert.That((now.InstanceInformationList.Single().InstanceId, before.InstanceInformationList.Single().InstanceId), Is.EqualTo((ids[1], ids[1])));
    }

    private static async Task<int> ForEverAsync(InstanceCommand command, Action<OutputChunk> output, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        return 0;
    }

    private static SendCommandRequest Request(List<string> ids) => new() { DocumentName = "AWS-RunShellScript", InstanceIds = ids, Parameters = new() { ["commands"] = ["true"] } };

    private static Task<GetCommandInvocationResponse> InvocationAsync(Server server, string command, string instance) =>
        server.Ssm.GetCommandInvocationAsync(new GetCommandInvocationRequest { CommandId = command, InstanceId = instance });

    private static async Task<GetCommandInvocationResponse> EndedAsync(Server server, string instance, Action<SendCommandRequest>? change = null)
    {
        var request = Request([instance]);
        change?.Invoke(request);
        var command = (await server.Ssm.SendCommandAsync(request)).Command.CommandId;
        await Server.UntilAsync(async () => (await InvocationAsync(server, command, instance)).Status == "Success");
        return await InvocationAsync(server, command, instance);
    }
}
