using System.Text.Json.Nodes;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ssm;

/// <summary>A command as Systems Manager shows it: the sum of its invocations.</summary>
internal static class CommandItem
{
    /// <summary>The status details of a command that its instance did not take in time.</summary>
    public const string DeliveryTimedOut = "DeliveryTimedOut";

    private static readonly string[] Ended = ["Success", "Cancelled", "Failed", "TimedOut"];

    /// <summary>Which status wins where invocations differ, the first that any has.</summary>
    private static readonly string[] Precedence = ["InProgress", "Cancelling", "Pending", "Failed", "TimedOut", "Cancelled", "Success"];

    public static string Status(IReadOnlyList<CommandDocument> invocations)
    {
        var statuses = invocations.Select(one => one.Status is "Delayed" ? "Pending" : one.Status).ToList();
        return Precedence.FirstOrDefault(statuses.Contains) ?? statuses[0];
    }

    public static JsonObject Of(IReadOnlyList<CommandDocument> invocations)
    {
        var first = invocations[0];
        var status = Status(invocations);
        return new()
        {
            ["CommandId"] = first.CommandId,
            ["Comment"] = first.Comment,
            ["CompletedCount"] = invocations.Count(one => Ended.Contains(one.Status)),
            ["DeliveryTimedOutCount"] = invocations.Count(one => one.Details == DeliveryTimedOut),
            ["DocumentName"] = SendCommands.Document,
            ["DocumentVersion"] = first.DocumentVersion,
            ["ErrorCount"] = invocations.Count(one => one.Status is "Failed" or "TimedOut"),
            ["ExpiresAfter"] = JsonCall.Epoch(first.Requested.AddSeconds(first.DeliverySeconds + first.ExecutionSeconds)),
            ["InstanceIds"] = new JsonArray([.. invocations.Select(one => JsonValue.Create(one.InstanceId))]),
            ["MaxConcurrency"] = "50",
            ["MaxErrors"] = "0",
            ["Parameters"] = first.Parameters?.DeepClone() ?? new JsonObject(),
            ["RequestedDateTime"] = JsonCall.Epoch(first.Requested),
            ["Status"] = status,
            ["StatusDetails"] = invocations.Count == 1 ? first.Details ?? status : status,
            ["TargetCount"] = invocations.Count,
            ["TimeoutSeconds"] = first.DeliverySeconds,
        };
    }
}
