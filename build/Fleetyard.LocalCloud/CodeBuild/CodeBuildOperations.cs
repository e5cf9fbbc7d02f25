using System.Text.Json.Nodes;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.CodeBuild;

/// <summary>CodeBuild's operations by name.</summary>
internal static class CodeBuildOperations
{
    public static IReadOnlyDictionary<string, Func<JsonCall, JsonObject>> Of(Cloud cloud)
    {
        var fleets = new Fleets(cloud);
        return new Dictionary<string, Func<JsonCall, JsonObject>>
        {
            ["CreateFleet"] = fleets.Create,
            ["UpdateFleet"] = fleets.Update,
            ["DeleteFleet"] = fleets.Delete,
            ["BatchGetFleets"] = fleets.BatchGet,
            ["ListFleets"] = fleets.List,
        };
    }
}
