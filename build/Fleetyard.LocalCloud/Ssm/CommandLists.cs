using System.Globalization;
using System.Text.Json.Nodes;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ssm;

/// <summary>ListCommands: the commands that were sent, the newest first.</summary>
internal sealed class CommandLists(Cloud cloud, CommandRuns runs)
{
    public JsonObject List(JsonCall call)
    {
        var (commandId, instanceId) = (call.Text("CommandId"), call.Text("InstanceId"));
        if (commandId is not (null or { Length: 36 }))
        {
            throw new AwsFault(SsmFault.Validation, "Value at 'commandId' failed to satisfy constraint: Member must have length 36");
        }

        var filters = (call.Body["Filters"] as JsonArray ?? []).Select(Filter).ToList();
        var found = cloud.Store.All<CommandDocument>().Where(command => command.Region == call.Region && cloud.Now >= command.VisibleFrom)
            .GroupBy(command => command.CommandId).Select(command => command.Select(runs.Current).ToList())
            .Where(command => (commandId ?? command[0].CommandId) == command[0].CommandId && (instanceId is null || command.Exists(one => one.InstanceId == instanceId)) && filters.TrueForAll(filter => filter(command)))
            .Reverse().ToList();
        if (commandId is not null && found.Count == 0)
        {
            throw new AwsFault("InvalidCommandId", "The specified command ID isn't valid.");
        }

        var page = Page<List<CommandDocument>>.Of(found, call.Text("NextToken"), call.Number("MaxResults", 1, 50, SsmFault.Validation) ?? 50)
            ?? throw SsmFault.Of("InvalidNextToken", $"The token '{call.Text("NextToken")}' is not valid.");
        var answer = new JsonObject { ["Commands"] = new JsonArray([.. page.Items.Select(CommandItem.Of)]) };
        if (page.NextToken is not null)
        {
            answer["NextToken"] = page.NextToken;
        }

        return answer;
    }

    private static Func<List<CommandDocument>, bool> Filter(JsonNode? filter)
    {
        var (key, value) = ((string?)filter!["key"], (string?)filter["value"] ?? "");
        return key switch
        {
            "Status" => command => CommandItem.Status(command) == value,
            "DocumentName" => _ => value == SendCommands.Document,
            "ExecutionStage" => command => (value == "Complete") == (CommandItem.Status(command) is not ("Pending" or "InProgress" or "Cancelling")),
            "InvokedAfter" => command => command[0].Requested > Time(value),
            "InvokedBefore" => command => command[0].Requested < Time(value),
            _ => throw new AwsFault("InvalidFilterKey", $"The filter key '{key}' is not valid."),
        };
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
        ? time
        : throw new AwsFault(SsmFault.Validation, $"Value '{text}' at 'filters' is no time such as 2026-11-25T00:00:00Z.");
}
