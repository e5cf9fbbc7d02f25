using System.Text.Json.Nodes;
using System.Xml;
using Fleetyard.LocalCloud.Ec2;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ssm;

/// <summary>What is asked about commands that were sent.</summary>
internal sealed class CommandInvocations(Cloud cloud, CommandRuns runs)
{
    private const string Plugin = "aws:runShellScript";

    /// <summary>CommandPluginOutput in SSM's service model.</summary>
    private const int MostPluginOutput = 2500;

    public JsonObject Get(JsonCall call)
    {
        var (commandId, instanceId) = (CommandId(call), call.Required("InstanceId", SsmFault.Validation));
        if (call.Text("PluginName") is not (null or Plugin) and var plugin)
        {
            throw new AwsFault("InvalidPluginName", $"{SendCommands.Document} has no plugin '{plugin}'.");
        }

        var command = cloud.Store.Get<CommandDocument>($"{commandId}/{instanceId}") is { } found && found.Region == call.Region && cloud.Now >= found.VisibleFrom
            ? runs.Current(found)
            : throw new AwsFault("InvocationDoesNotExist", "The command ID and instance ID you specified do not match any invocations.");
        var answer = new JsonObject
        {
            ["CommandId"] = command.CommandId,
            ["InstanceId"] = command.InstanceId,
            ["Comment"] = command.Comment,
            ["DocumentName"] = SendCommands.Document,
            ["DocumentVersion"] = command.DocumentVersion,
            ["PluginName"] = Plugin,
            ["ResponseCode"] = command.ExitCode,
            ["Status"] = command.Status,
            ["StatusDetails"] = command.Details ?? command.Status,
            ["StandardOutputContent"] = command.Output,
            ["StandardOutputUrl"] = "",
            ["StandardErrorContent"] = command.Error,
            ["StandardErrorUrl"] = "",
            ["CloudWatchOutputConfig"] = new JsonObject { ["CloudWatchOutputEnabled"] = false },
        };
        if (command.Began is { } began)
        {
            answer["ExecutionStartDateTime"] = Ec2Operations.Iso(began);
            answer["ExecutionElapsedTime"] = XmlConvert.ToString((command.Ended ?? cloud.Now) - began);
        }

        if (command is { Began: not null, Ended: { } ended })
        {
            answer["ExecutionEndDateTime"] = Ec2Operations.Iso(ended);
        }

        return answer;
    }

    public JsonObject List(JsonCall call)
    {
        var commandId = call.Text("CommandId") is null ? null : CommandId(call);
        var instanceId = call.Text("InstanceId");
        var statuses = (call.Body["Filters"] as JsonArray ?? []).Select(Status).ToList();
        var found = cloud.Store.All<CommandDocument>().Where(command => command.Region == call.Region && cloud.Now >= command.VisibleFrom
            && (commandId ?? command.CommandId) == command.CommandId && (instanceId ?? command.InstanceId) == command.InstanceId && statuses.All(status => status == command.Status));
        if (commandId is not null && !found.Any())
        {
            throw new AwsFault("InvalidCommandId", "The specified command ID isn't valid.");
        }

        var page = Page<CommandDocument>.Of([.. found.Reverse()], call.Text("NextToken"), call.Number("MaxResults", 1, 50, SsmFault.Validation) ?? 50)
            ?? throw SsmFault.Of("InvalidNextToken", $"The token '{call.Text("NextToken")}' is not valid.");
        var details = call.Body["Details"]?.GetValue<bool>() == true;
        var answer = new JsonObject { ["CommandInvocations"] = new JsonArray([.. page.Items.Select(command => Invocation(runs.Current(command), details))]) };
        if (page.NextToken is not null)
        {
            answer["NextToken"] = page.NextToken;
        }

        return answer;
    }

    public JsonObject Cancel(JsonCall call)
    {
        var id = CommandId(call);
        var only = call.List("InstanceIds");
        var commands = cloud.Store.All<CommandDocument>().Where(command => command.CommandId == id && command.Region == call.Region).ToList();
        if (commands.Count == 0)
        {
            throw new AwsFault("InvalidCommandId", "The specified command ID isn't valid.");
        }

        foreach (var unknown in only.Where(instance => commands.All(command => command.InstanceId != instance)))
        {
            throw SsmFault.Of("InvalidInstanceId", $"The command was not sent to {unknown}.");
        }

        foreach (var command in commands.Where(command => only.Count == 0 || only.Contains(command.InstanceId)))
        {
            runs.Cancel(command);
        }

        return [];
    }

    private static string CommandId(JsonCall call) => call.Required("CommandId", SsmFault.Validation) is { Length: 36 } id
        ? id
        : throw new AwsFault(SsmFault.Validation, "Value at 'commandId' failed to satisfy constraint: Member must have length 36");

    private static string Status(JsonNode? filter) => (string?)filter!["key"] == "Status"
        ? (string?)filter["value"] ?? ""
        : throw new AwsFault("InvalidFilterKey", $"LocalCloud knows the filter Status, not '{filter["key"]}'.");

    private static JsonObject Invocation(CommandDocument command, bool details)
    {
        var invocation = new JsonObject
        {
            ["CommandId"] = command.CommandId,
            ["InstanceId"] = command.InstanceId,
            ["InstanceName"] = "",
            ["Comment"] = command.Comment,
            ["DocumentName"] = SendCommands.Document,
            ["DocumentVersion"] = command.DocumentVersion,
            ["RequestedDateTime"] = JsonCall.Epoch(command.Requested),
            ["Status"] = command.Status,
            ["StatusDetails"] = command.Details ?? command.Status,
        };
        if (details)
        {
            invocation["CommandPlugins"] = new JsonArray(new JsonObject
            {
                ["Name"] = Plugin,
                ["Status"] = command.Status,
                ["StatusDetails"] = command.Details ?? command.Status,
                ["ResponseCode"] = command.ExitCode,
                ["Output"] = command.Output[..Math.Min(command.Output.Length, MostPluginOutput)],
            });
        }

        return invocation;
    }
}
