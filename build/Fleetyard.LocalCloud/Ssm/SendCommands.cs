using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Fleetyard.LocalCloud.Ec2;
using Fleetyard.LocalCloud.Faults;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.Instances;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ssm;

/// <summary>SendCommand with AWS-RunShellScript.</summary>
internal sealed partial class SendCommands(Cloud cloud, CommandRuns runs, ManagedInstances managed)
{
    public const string Document = "AWS-RunShellScript";
    private const int MostExecutionSeconds = 172800;

    public JsonObject Send(JsonCall call)
    {
        CheckDocument(call);
        var delivery = call.Number("TimeoutSeconds", 30, 2592000, SsmFault.Validation) ?? 3600;
        var comment = call.Text("Comment") ?? "";
        if (comment.Length > 100)
        {
            throw new AwsFault(SsmFault.Validation, "Value at 'comment' failed to satisfy constraint: Member must have length less than or equal to 100");
        }

        var parameters = ParametersOf(call);
        var script = new InstanceCommand(string.Join('\n', parameters.List("commands")), new Dictionary<string, string>(), parameters.List("workingDirectory") is [{ Length: > 0 } folder, ..] ? folder : "/");
        var execution = ExecutionSeconds(parameters);
        var ids = Instances(call);
        var commandId = Guid.NewGuid().ToString();
        var version = call.Text("DocumentVersion") ?? "$DEFAULT";
        var sent = new List<CommandDocument>();
        foreach (var id in ids)
        {
            var command = new CommandDocument
            {
                Id = $"{commandId}/{id}",
                CommandId = commandId,
                InstanceId = id,
                Region = call.Region,
                Comment = comment,
                DocumentVersion = version,
                Requested = cloud.Now,
                VisibleFrom = cloud.After("eventual-consistency"),
                Parameters = (JsonObject)parameters.Body.DeepClone(),
                DeliverySeconds = delivery,
                ExecutionSeconds = execution,
            };
            sent.Add(command);
            cloud.Store.Put(command.Id, command);
            switch (call.Fault)
            {
                case FaultKind.CommandLost:
                    break;
                case FaultKind.InstanceDies:
                    cloud.Start(_ => InstanceEnds.EndAsync(cloud, id, InstanceEnds.Failed));
                    break;
                case FaultKind.SpotInterruption:
                    cloud.Start(_ => InstanceEnds.EndAsync(cloud, id, InstanceEnds.Interrupted));
                    break;
                default:
                    runs.Start(command, script, TimeSpan.FromSeconds(delivery), TimeSpan.FromSeconds(execution));
                    break;
            }
        }

        return new() { ["Command"] = CommandItem.Of(sent) };
    }

    private static void CheckDocument(JsonCall call)
    {
        if (call.Required("DocumentName", SsmFault.Validation) is not Document and var name)
        {
            throw SsmFault.Of("InvalidDocument", $"Document {name} does not exist; LocalCloud knows {Document} alone.");
        }

        if (call.Text("DocumentVersion") is not (null or "$DEFAULT" or "$LATEST" or "1") and var version)
        {
            throw SsmFault.Of("InvalidDocumentVersion", $"Document {Document} has no version {version}.");
        }
    }

    private static JsonCall ParametersOf(JsonCall call)
    {
        var parameters = new JsonCall(call.Region, call.Body["Parameters"] as JsonObject ?? []);
        if (parameters.Body.Select(parameter => parameter.Key).FirstOrDefault(name => name is not ("commands" or "executionTimeout" or "workingDirectory")) is { } unknown)
        {
            throw SsmFault.Of("InvalidParameters", $"{Document} has no parameter '{unknown}'; it takes commands, executionTimeout and workingDirectory.");
        }

        if (parameters.Body.Any(parameter => parameter.Value is not JsonArray list || list.Any(value => value?.GetValueKind() != System.Text.Json.JsonValueKind.String)))
        {
            throw new AwsFault("SerializationException", "Parameters holds lists of strings.");
        }

        return parameters.List("commands").Count > 0 ? parameters : throw SsmFault.Of("InvalidParameters", $"{Document} needs the parameter commands.");
    }

    private static int ExecutionSeconds(JsonCall parameters)
    {
        if (parameters.List("executionTimeout") is not [var text, ..])
        {
            return 3600;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 1 and <= MostExecutionSeconds
            ? seconds
            : throw SsmFault.Of("InvalidParameters", $"executionTimeout is '{text}'; it takes 1 to {MostExecutionSeconds} seconds.");
    }

    private IReadOnlyList<string> Instances(JsonCall call)
    {
        if (call.Body["Targets"] is not null)
        {
            throw new AwsFault(SsmFault.Validation, "LocalCloud sends commands to InstanceIds, not to Targets.");
        }

        var ids = call.List("InstanceIds");
        if (ids.Count is < 1 or > 50 || ids.Any(id => !Id().IsMatch(id)))
        {
            throw new AwsFault(SsmFault.Validation, "Value at 'instanceIds' failed to satisfy constraint: Member must have 1 to 50 ids of instances.");
        }

        if (ids.Distinct().Count() < ids.Count)
        {
            throw new AwsFault("DuplicateInstanceId", "An instance ID is there more than once.");
        }

        var away = ids.Where(id => cloud.Store.Get<InstanceDocument>(id) is not { } instance || instance.Region != call.Region || !managed.IsOnline(instance)).ToList();
        return away.Count == 0
            ? ids
            : throw SsmFault.Of("InvalidInstanceId", $"Instances [[{string.Join(", ", away)}]] not in a valid state for account {Cloud.AccountId}");
    }

    /// <summary>InstanceId in SSM's service model, without hybrid nodes.</summary>
    [GeneratedRegex(@"^i-(\w{8}|\w{17})$")]
    private static partial Regex Id();
}
