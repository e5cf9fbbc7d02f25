using System.Text.Json.Nodes;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.CodeBuild;

/// <summary>Build projects.</summary>
internal sealed class Projects(Cloud cloud, ProjectRules rules)
{
    private static readonly string[] Members =
    [
        "artifacts", "autoRetryLimit", "buildBatchConfig", "cache", "concurrentBuildLimit", "description", "encryptionKey", "environment", "fileSystemLocations",
        "logsConfig", "queuedTimeoutInMinutes", "secondaryArtifacts", "secondarySourceVersions", "secondarySources", "serviceRole", "source", "sourceVersion", "tags",
        "timeoutInMinutes", "vpcConfig",
    ];

    public JsonObject Create(JsonCall call)
    {
        var name = ProjectRules.Name(call);
        lock (cloud.Exclusive)
        {
            if (Find(call.Region, name) is { } there)
            {
                throw new AwsFault("ResourceAlreadyExistsException", $"Project already exists: {there.Id}");
            }

            return Put(call, new JsonObject
            {
                ["arn"] = Arn(call.Region, name),
                ["name"] = name,
                ["created"] = JsonCall.Epoch(cloud.Now),
                ["timeoutInMinutes"] = 60,
                ["queuedTimeoutInMinutes"] = 480,
                ["cache"] = new JsonObject { ["type"] = "NO_CACHE" },
                ["encryptionKey"] = $"arn:aws:kms:{call.Region}:{Cloud.AccountId}:alias/aws/s3",
                ["projectVisibility"] = "PRIVATE",
                ["badge"] = new JsonObject { ["badgeEnabled"] = false },
            });
        }
    }

    public JsonObject Update(JsonCall call)
    {
        lock (cloud.Exclusive)
        {
            return Put(call, Required(call.Region, call.Required("name", Rules.Invalid)).Wire);
        }
    }

    /// <summary>A project that is not there is as good as deleted; its builds stay.</summary>
    public JsonObject Delete(JsonCall call)
    {
        lock (cloud.Exclusive)
        {
            if (Find(call.Region, call.Required("name", Rules.Invalid)) is { } project)
            {
                cloud.Store.Remove<ProjectDocument>(project.Id);
            }

            return [];
        }
    }

    public JsonObject BatchGet(JsonCall call)
    {
        var names = call.List("names");
        if (names.Count is < 1 or > 100)
        {
            throw Rules.Fault("names takes 1 to 100 names or ARNs.");
        }

        var found = names.Distinct().Select(name => (Name: name, Project: Find(call.Region, name))).ToList();
        return new()
        {
            ["projects"] = new JsonArray([.. found.Select(one => one.Project?.Wire).OfType<JsonObject>()]),
            ["projectsNotFound"] = new JsonArray([.. found.Where(one => one.Project is null).Select(one => JsonValue.Create(one.Name))]),
        };
    }

    public JsonObject List(JsonCall call) => Page.Of(call, "projects", Page
        .Sorted(call, cloud.Store.All<ProjectDocument>().Where(project => project.Region == call.Region).Select(project => project.Wire))
        .Select(wire => (string)wire["name"]!));

    /// <summary>The project of a name or ARN.</summary>
    /// <exception cref="AwsFault">There is none.</exception>
    public ProjectDocument Required(string region, string name) =>
        Find(region, name) ?? throw Rules.NotFound($"Project cannot be found: {(name.StartsWith("arn:", StringComparison.Ordinal) ? name : Arn(region, name))}");

    private ProjectDocument? Find(string region, string name) => cloud.Store.Get<ProjectDocument>(name) is { } project && project.Region == region
        ? project
        : cloud.Store.Get<ProjectDocument>(Arn(region, name));

    private static string Arn(string region, string name) => $"arn:aws:codebuild:{region}:{Cloud.AccountId}:project/{name}";

    private JsonObject Put(JsonCall call, JsonObject before)
    {
        var wire = Rules.Merged(before, call.Body, Members);
        rules.Check(call.Region, wire);
        wire["lastModified"] = JsonCall.Epoch(cloud.Now);
        if (call.Body["badgeEnabled"] is JsonValue badge)
        {
            wire["badge"] = new JsonObject { ["badgeEnabled"] = badge.GetValue<bool>() };
        }

        var project = new ProjectDocument((string)wire["arn"]!, call.Region, wire);
        cloud.Store.Put(project.Id, project);
        return new() { ["project"] = (JsonObject)wire.DeepClone() };
    }
}
