using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.CodeBuild;

/// <summary>Builds: starting and stopping them, and what is asked about them.</summary>
internal sealed class Builds(Cloud cloud, Projects projects, ProjectRules rules, FleetSlots slots)
{
    /// <summary>How long CodeBuild knows a token again, as its API reference says of StartBuild.</summary>
    private static readonly TimeSpan TokenLifetime = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, CancellationTokenSource> running = new();

    public JsonObject Start(JsonCall call)
    {
        lock (cloud.Exclusive)
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(call.Body.ToJsonString())));
            if (Earlier(call) is { } earlier)
            {
                return earlier.RequestHash == hash
                    ? new() { ["build"] = BuildAnswer.Of(earlier) }
                    : throw Rules.Fault("The idempotency token was used with other parameters.");
            }

            var build = Document(call, hash);
            cloud.Store.Put(build.Id, build);
            var stop = running[build.Id] = new CancellationTokenSource();
            cloud.Start(async ending =>
            {
                await new BuildRun(cloud, slots, build).RunAsync(stop.Token, ending);
                running.TryRemove(build.Id, out _);
            });
            return new() { ["build"] = BuildAnswer.Of(build) };
        }
    }

    /// <summary>A build that has ended stays as it is.</summary>
    public JsonObject Stop(JsonCall call)
    {
        var id = call.Required("id", Rules.Invalid);
        var build = Find(call.Region, id) ?? throw Rules.NotFound($"Build {id} does not exist");
        if (running.TryRemove(build.Id, out var stop))
        {
            _ = stop.CancelAsync();
        }

        return new() { ["build"] = BuildAnswer.Of(Find(call.Region, id)!) };
    }

    public JsonObject BatchGet(JsonCall call)
    {
        var ids = call.List("ids");
        if (ids.Count is < 1 or > 100)
        {
            throw Rules.Fault("ids takes 1 to 100 ids or ARNs.");
        }

        var found = ids.Distinct().Select(id => (Id: id, Build: Find(call.Region, id))).ToList();
        return new()
        {
            ["builds"] = new JsonArray([.. found.Select(one => one.Build).OfType<BuildDocument>().Select(BuildAnswer.Of)]),
            ["buildsNotFound"] = new JsonArray([.. found.Where(one => one.Build is null).Select(one => JsonValue.Create(one.Id))]),
        };
    }

    public JsonObject ListForProject(JsonCall call)
    {
        var builds = Of(projects.Required(call.Region, call.Required("projectName", Rules.Invalid)));
        return Page.Of(call, "ids", (Page.IsDescending(call, otherwise: true) ? builds.Reverse() : builds).Select(build => build.Id));
    }

    private BuildDocument? Earlier(JsonCall call) => call.Text("idempotencyToken") is { Length: > 0 } token
        ? cloud.Store.All<BuildDocument>().LastOrDefault(build => build.IdempotencyToken == token && build.Region == call.Region && cloud.Now - build.Started < TokenLifetime)
        : null;

    private BuildDocument Document(JsonCall call, string hash)
    {
        var project = projects.Required(call.Region, call.Required("projectName", Rules.Invalid));
        var wire = BuildRequest.Over(project, call);
        rules.Check(call.Region, wire);
        var fleet = rules.Fleet(call.Region, (JsonObject)wire["environment"]!);
        if (fleet.State.At(cloud.Now) is not "ACTIVE" and var state)
        {
            throw Rules.Fault($"Fleet {fleet.Id} is {state}; builds run on an ACTIVE fleet.");
        }

        var (name, id) = ((string)project.Wire["name"]!, Guid.NewGuid().ToString());
        return new BuildDocument
        {
            Id = $"{name}:{id}",
            Region = call.Region,
            Project = name,
            Number = Of(project).LastOrDefault()?.Number + 1 ?? 1,
            Wire = wire,
            Fleet = fleet.Id,
            Started = cloud.Now,
            Log = BuildRequest.Log(wire, name, id),
            IdempotencyToken = call.Text("idempotencyToken"),
            RequestHash = hash,
        }.Begin("SUBMITTED", cloud.Now).Begin("QUEUED", cloud.Now);
    }

    private IEnumerable<BuildDocument> Of(ProjectDocument project) =>
        cloud.Store.All<BuildDocument>().Where(build => build.Region == project.Region && build.Project == (string?)project.Wire["name"]);

    private BuildDocument? Find(string region, string id) =>
        cloud.Store.Get<BuildDocument>(id[(id.IndexOf(":build/", StringComparison.Ordinal) is var at and >= 0 ? at + ":build/".Length : 0)..]) is { } build && build.Region == region ? build : null;
}
