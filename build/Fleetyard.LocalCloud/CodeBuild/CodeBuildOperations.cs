using System.Text.Json.Nodes;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.CodeBuild;

/// <summary>CodeBuild's operations by name.</summary>
internal static class CodeBuildOperations
{
    public static IReadOnlyDictionary<string, Func<JsonCall, JsonObject>> Of(Cloud cloud)
    {
        var slots = new FleetSlots();
        var fleets = new Fleets(cloud, slots);
        var rules = new ProjectRules(fleets);
        var projects = new Projects(cloud, rules);
        var builds = new Builds(cloud, projects, rules, slots);
        return new Dictionary<string, Func<JsonCall, JsonObject>>
        {
            ["CreateFleet"] = fleets.Create,
            ["UpdateFleet"] = fleets.Update,
            ["DeleteFleet"] = fleets.Delete,
            ["BatchGetFleets"] = fleets.BatchGet,
            ["ListFleets"] = fleets.List,
            ["CreateProject"] = projects.Create,
            ["UpdateProject"] = projects.Update,
            ["DeleteProject"] = projects.Delete,
            ["BatchGetProjects"] = projects.BatchGet,
            ["ListProjects"] = projects.List,
            ["StartBuild"] = builds.Start,
            ["StopBuild"] = builds.Stop,
            ["BatchGetBuilds"] = builds.BatchGet,
            ["ListBuildsForProject"] = builds.ListForProject,
        };
    }
}
