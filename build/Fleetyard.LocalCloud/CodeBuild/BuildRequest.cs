using System.Text.Json.Nodes;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.CodeBuild;

/// <summary>What StartBuild asks for: the project with the request's own members over it.</summary>
internal static class BuildRequest
{
    private static readonly string[] Known =
    [
        "projectName", "idempotencyToken", "buildspecOverride", "environmentVariablesOverride", "timeoutInMinutesOverride", "queuedTimeoutInMinutesOverride",
        "fleetOverride", "serviceRoleOverride", "imageOverride", "computeTypeOverride", "environmentTypeOverride", "privilegedModeOverride",
        "sourceTypeOverride", "artifactsOverride", "logsConfigOverride",
    ];

    private static readonly string[] Kept =
    [
        "artifacts", "cache", "encryptionKey", "environment", "logsConfig", "queuedTimeoutInMinutes", "serviceRole", "source", "timeoutInMinutes", "vpcConfig",
    ];

    /// <exception cref="AwsFault">It has a member that LocalCloud does not implement.</exception>
    public static JsonObject Over(ProjectDocument project, JsonCall call)
    {
        if (call.Body.FirstOrDefault(member => member.Value is not null && !Known.Contains(member.Key)).Key is { } unknown)
        {
            throw Rules.Fault($"LocalCloud does not implement StartBuild's {unknown}.");
        }

        var build = Rules.Merged([], project.Wire, Kept);
        var (source, environment) = ((JsonObject)build["source"]!, (JsonObject)build["environment"]!);
        Override(source, "buildspec", "buildspecOverride");
        Override(source, "type", "sourceTypeOverride");
        Override(environment, "fleet", "fleetOverride");
        Override(environment, "image", "imageOverride");
        Override(environment, "type", "environmentTypeOverride");
        Override(environment, "computeType", "computeTypeOverride");
        Override(environment, "privilegedMode", "privilegedModeOverride");
        Override(build, "artifacts", "artifactsOverride");
        Override(build, "logsConfig", "logsConfigOverride");
        Override(build, "serviceRole", "serviceRoleOverride");
        Override(build, "timeoutInMinutes", "timeoutInMinutesOverride");
        Override(build, "queuedTimeoutInMinutes", "queuedTimeoutInMinutesOverride");
        if (call.Body["environmentVariablesOverride"] is JsonArray own)
        {
            var names = own.Select(variable => (string?)variable!["name"]).ToHashSet();
            var others = (environment["environmentVariables"] as JsonArray ?? []).Where(variable => !names.Contains((string?)variable!["name"]));
            environment["environmentVariables"] = new JsonArray([.. others.Concat(own).Select(variable => variable!.DeepClone())]);
        }

        return build;

        void Override(JsonObject of, string member, string with)
        {
            if (call.Body[with] is { } value)
            {
                of[member] = value.DeepClone();
            }
        }
    }

    /// <summary>Where the build's log is to be, or null where it shall have none.</summary>
    public static LogLocation? Log(JsonObject build, string project, string id) => build["logsConfig"]?["cloudWatchLogs"] is not JsonObject asked
        ? new($"/aws/codebuild/{project}", id)
        : (string?)asked["status"] == "DISABLED"
        ? null
        : new((string?)asked["groupName"] ?? $"/aws/codebuild/{project}", (string?)asked["streamName"] is { } prefix ? $"{prefix}/{id}" : id);
}
