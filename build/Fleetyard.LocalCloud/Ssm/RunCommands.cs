using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.Instances;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ssm;

/// <summary>Run Command with AWS-RunShellScript.</summary>
internal sealed class RunCommands(Cloud cloud)
{
    private const int Longest = 24000;
    private const int RebootWanted = 194;
    private readonly ConcurrentDictionary<string, CancellationTokenSource> running = new();

    public JsonObject Send(JsonCall call)
    {
        if (call.Required("DocumentName", "ValidationException") is not "AWS-RunShellScript")
        {
            throw new AwsFault("InvalidDocument", "LocalCloud knows the document AWS-RunShellScript alone.");
        }

        var parameters = new JsonCall(call.Region, call.Body["Parameters"] as JsonObject ?? []);
        var id = call.List("InstanceIds") is [var only] && cloud.Store.Get<InstanceDocument>(only) is { } instance && instance.Region == call.Region && SsmOperations.IsOnline(cloud, instance)
            ? only
            : throw new AwsFault("InvalidInstanceId", "Instances not in a valid state for account; name one that is online.");
        var seconds = parameters.List("executionTimeout") is [var limit, ..] && int.TryParse(limit, CultureInfo.InvariantCulture, out var given) && given is > 0 and <= 172800 ? given : 3600;
        var command = new CommandDocument { Id = Guid.NewGuid().ToString(), InstanceId = id, Region = call.Region, Requested = cloud.Now, VisibleFrom = cloud.After("eventual-consistency") };
        var script = new InstanceCommand(string.Join('\n', parameters.List("commands")), new Dictionary<string, string>(), parameters.List("workingDirectory") is [{ Length: > 0 } folder, ..] ? folder : "/");
        cloud.Store.Put(command.Id, command);
        running[command.Id] = new CancellationTokenSource();
        cloud.Start(token => RunAsync(command, script, TimeSpan.FromSeconds(seconds), token));
        return new()
        {
            ["Command"] = new JsonObject
            {
                ["CommandId"] = command.Id,
                ["DocumentName"] = "AWS-RunShellScript",
                ["InstanceIds"] = new JsonArray(id),
                ["Status"] = "Pending",
                ["StatusDetails"] = "Pending",
                ["RequestedDateTime"] = JsonCall.Epoch(command.Requested),
            },
        };
    }

    public JsonObject Get(JsonCall call)
    {
        var command = Find(call);
        if (command is null || command.InstanceId != call.Text("InstanceId") || cloud.Now < command.VisibleFrom)
        {
            throw new AwsFault("InvocationDoesNotExist", "The command ID and instance ID you specified do not match any invocations.");
        }

        return new()
        {
            ["CommandId"] = command.Id,
            ["InstanceId"] = command.InstanceId,
            ["DocumentName"] = "AWS-RunShellScript",
            ["PluginName"] = "aws:runShellScript",
            ["ResponseCode"] = command.ExitCode,
            ["Status"] = command.Status,
            ["StatusDetails"] = command.Status,
            ["StandardOutputContent"] = command.Output,
            ["StandardErrorContent"] = command.Error,
        };
    }

    public JsonObject Cancel(JsonCall call)
    {
        var command = Find(call) ?? throw new AwsFault("InvalidCommandId", "The specified command ID isn't valid.");
        if (running.TryGetValue(command.Id, out var cancel))
        {
            cancel.Cancel();
        }

        return [];
    }

    private CommandDocument? Find(JsonCall call) =>
        cloud.Store.Get<CommandDocument>(call.Required("CommandId", "ValidationException")) is { } command && command.Region == call.Region ? command : null;

    private async Task RunAsync(CommandDocument command, InstanceCommand script, TimeSpan limit, CancellationToken stopping)
    {
        using var deadline = new CancellationTokenSource(limit, cloud.Time);
        using var cancel = running[command.Id];
        using var any = CancellationTokenSource.CreateLinkedTokenSource(stopping, deadline.Token, cancel.Token);
        try
        {
            await cloud.OnInstanceAsync(command.InstanceId, async () =>
            {
                cloud.Store.Change<CommandDocument>(command.Id, current => current with { Status = "InProgress" });
                int code;
                while ((code = await cloud.Host.RunAsync(command.InstanceId, script, chunk => Append(command.Id, chunk), any.Token)) == RebootWanted)
                {
                    await cloud.Host.RebootAsync(command.InstanceId, any.Token);
                }

                End(command.Id, code == 0 ? "Success" : "Failed", code, "");
            }, any.Token);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            var status = cancel.IsCancellationRequested ? "Cancelled" : deadline.IsCancellationRequested ? "TimedOut" : "Failed";
            End(command.Id, status, -1, status == "Failed" ? fault.Message : "");
        }
        finally
        {
            running.TryRemove(command.Id, out _);
        }
    }

    private void Append(string id, OutputChunk chunk) => cloud.Store.Change<CommandDocument>(id, current => chunk.IsError
        ? current with { Error = Cut(current.Error + chunk.Text) }
        : current with { Output = Cut(current.Output + chunk.Text) });

    private void End(string id, string status, int code, string error) =>
        cloud.Store.Change<CommandDocument>(id, current => current with { Status = status, ExitCode = code, Error = Cut(current.Error + error), Ended = cloud.Now });

    private static string Cut(string text) => text.Length <= Longest ? text : text[..Longest];
}
