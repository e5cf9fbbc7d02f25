using System.Text.Json.Nodes;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.CodeBuild;

/// <summary>A build as CodeBuild answers it.</summary>
internal static class BuildAnswer
{
    public static string Arn(BuildDocument build) => $"arn:aws:codebuild:{build.Region}:{Cloud.AccountId}:build/{build.Id}";

    public static JsonObject Of(BuildDocument build)
    {
        var answer = (JsonObject)build.Wire.DeepClone();
        answer.Remove("logsConfig");

        // What a build answers of its artifacts is where they are; here there are none.
        answer["artifacts"] = new JsonObject { ["location"] = "" };
        answer["id"] = build.Id;
        answer["arn"] = Arn(build);
        answer["projectName"] = build.Project;
        answer["buildNumber"] = build.Number;
        answer["buildStatus"] = build.Status;
        answer["buildComplete"] = build.Ended is not null;
        answer["currentPhase"] = build.Phases[^1].Type;
        answer["startTime"] = JsonCall.Epoch(build.Started);
        answer["initiator"] = "localcloud";
        answer["phases"] = new JsonArray([.. build.Phases.Select(Phase)]);
        if (build.Ended is { } ended)
        {
            answer["endTime"] = JsonCall.Epoch(ended);
        }

        if (Logs(build) is { } logs)
        {
            answer["logs"] = logs;
        }

        return answer;
    }

    private static JsonObject Phase(PhaseDocument phase)
    {
        var answer = new JsonObject { ["phaseType"] = phase.Type, ["startTime"] = JsonCall.Epoch(phase.Began) };
        if (phase.Ended is { } ended)
        {
            answer["phaseStatus"] = phase.Status;
            answer["endTime"] = JsonCall.Epoch(ended);
            answer["durationInSeconds"] = (long)(ended - phase.Began).TotalSeconds;
            answer["contexts"] = new JsonArray([.. phase.Contexts.Select(context => new JsonObject { ["statusCode"] = context.StatusCode, ["message"] = context.Message })]);
        }

        return answer;
    }

    /// <summary>A log has a name once the build has a machine, as on AWS.</summary>
    private static JsonObject? Logs(BuildDocument build) => build.Log is not { } log
        ? new() { ["cloudWatchLogs"] = new JsonObject { ["status"] = "DISABLED" } }
        : !build.Phases.Any(phase => phase.Type == "PROVISIONING")
        ? null
        : new()
        {
            ["groupName"] = log.Group,
            ["streamName"] = log.Stream,
            ["cloudWatchLogsArn"] = $"arn:aws:logs:{build.Region}:{Cloud.AccountId}:log-group:{log.Group}:log-stream:{log.Stream}",
            ["cloudWatchLogs"] = new JsonObject { ["status"] = "ENABLED", ["groupName"] = log.Group, ["streamName"] = log.Stream },
        };
}
