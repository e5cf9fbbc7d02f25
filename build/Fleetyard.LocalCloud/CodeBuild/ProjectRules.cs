using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.CodeBuild;

/// <summary>What CodeBuild asks of a project, and what LocalCloud has no builds for.</summary>
internal sealed partial class ProjectRules(Fleets fleets)
{
    public static string Name(JsonCall call) => call.Required("name", Rules.Invalid) is var name && ProjectName().IsMatch(name)
        ? name
        : throw Rules.Fault($"'{name}' is no project name: 2 to 150 letters, digits, - and _, the first a letter or digit.");

    /// <exception cref="AwsFault">A member is missing or has a value that it may not have.</exception>
    public void Check(string region, JsonObject project)
    {
        CheckSource(Rules.Structure(project, "source"));
        CheckEnvironment(region, Rules.Structure(project, "environment"));
        CheckArtifacts(Rules.Structure(project, "artifacts"));
        var role = Rules.Text(project, "serviceRole");
        if (!role.StartsWith("arn:", StringComparison.Ordinal) || !role.Contains(":role/", StringComparison.Ordinal))
        {
            throw Rules.Fault($"Invalid service role: '{role}' is no ARN of a role.");
        }

        if (((string?)project["description"])?.Length > 255)
        {
            throw Rules.Fault("description takes at most 255 characters.");
        }

        Rules.Between(project, "timeoutInMinutes", 5, 2160);
        Rules.Between(project, "queuedTimeoutInMinutes", 5, 480);
        Rules.Between(project, "concurrentBuildLimit", 1, int.MaxValue);
        Rules.Tags(project);
        CheckLogs(project["logsConfig"] as JsonObject);
        foreach (var member in new[] { "secondarySources", "secondaryArtifacts", "fileSystemLocations" })
        {
            if (project[member] is JsonArray { Count: > 0 })
            {
                throw Rules.Fault($"LocalCloud does not implement a project's {member}.");
            }
        }
    }

    /// <summary>The fleet that a build is to run on.</summary>
    /// <exception cref="AwsFault">There is none that could.</exception>
    public FleetDocument Fleet(string region, JsonObject environment)
    {
        var arn = (string?)environment["fleet"]?["fleetArn"] ?? throw Rules.Fault("LocalCloud builds on fleets; give environment.fleet.fleetArn.");
        var fleet = fleets.Find(region, arn) ?? throw Rules.Fault($"Fleet {arn} does not exist.");
        return (string?)fleet.Wire["environmentType"] == (string?)environment["type"]
            ? fleet
            : throw Rules.Fault($"Environment type {environment["type"]} is not that of fleet {arn}, {fleet.Wire["environmentType"]}.");
    }

    public static void CheckSource(JsonObject source)
    {
        Rules.Text(source, "type");
        Rules.OneOf(source, "type", "CODECOMMIT", "CODEPIPELINE", "GITHUB", "GITLAB", "GITLAB_SELF_MANAGED", "S3", "BITBUCKET", "GITHUB_ENTERPRISE", "NO_SOURCE");
        if ((string?)source["type"] != "NO_SOURCE")
        {
            throw Rules.Fault($"LocalCloud does not implement the source type {source["type"]}; use NO_SOURCE with a buildspec.");
        }

        if ((string?)source["buildspec"] is not { Length: > 0 })
        {
            throw Rules.Fault("Source type NO_SOURCE requires a buildspec.");
        }
    }

    private void CheckEnvironment(string region, JsonObject environment)
    {
        Rules.Text(environment, "type");
        Rules.Text(environment, "image");
        Rules.Text(environment, "computeType");
        Rules.OneOf(environment, "type", FleetRules.EnvironmentTypes);
        Rules.OneOf(environment, "computeType", FleetRules.ComputeTypes);
        if (environment["fleet"]?["fleetArn"] is not null)
        {
            Fleet(region, environment);
        }

        foreach (var variable in (environment["environmentVariables"] as JsonArray ?? []).Cast<JsonObject>())
        {
            CheckVariable(variable);
        }
    }

    private static void CheckVariable(JsonObject variable)
    {
        Rules.OneOf(variable, "type", "PLAINTEXT", "PARAMETER_STORE", "SECRETS_MANAGER");
        if ((string?)variable["type"] is not (null or "PLAINTEXT"))
        {
            throw Rules.Fault($"LocalCloud does not implement environment variables of type {variable["type"]}; use PLAINTEXT.");
        }

        var name = Rules.Text(variable, "name");
        if (!VariableName().IsMatch(name) || ((string?)variable["value"] ?? throw Rules.Fault($"Environment variable {name} lacks its value.")).Contains('\0', StringComparison.Ordinal))
        {
            throw Rules.Fault($"Environment variable '{name}' is not valid: letters, digits and _ in its name, no NUL in its value.");
        }
    }

    private static void CheckArtifacts(JsonObject artifacts)
    {
        Rules.Text(artifacts, "type");
        Rules.OneOf(artifacts, "type", "CODEPIPELINE", "S3", "NO_ARTIFACTS");
        if ((string?)artifacts["type"] != "NO_ARTIFACTS")
        {
            throw Rules.Fault($"LocalCloud does not implement the artifacts type {artifacts["type"]}; use NO_ARTIFACTS.");
        }
    }

    private static void CheckLogs(JsonObject? logs)
    {
        foreach (var kind in new[] { "cloudWatchLogs", "s3Logs" })
        {
            if (logs?[kind] is JsonObject config)
            {
                Rules.Text(config, "status");
                Rules.OneOf(config, "status", "ENABLED", "DISABLED");
            }
        }

        if ((string?)logs?["s3Logs"]?["status"] == "ENABLED")
        {
            throw Rules.Fault("LocalCloud does not implement logs in S3; use CloudWatch Logs.");
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9\-_]{1,149}$")]
    private static partial Regex ProjectName();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*$")]
    public static partial Regex VariableName();
}
