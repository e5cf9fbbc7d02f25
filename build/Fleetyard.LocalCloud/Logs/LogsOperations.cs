using System.Text.Json.Nodes;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Logs;

/// <summary>CloudWatch Logs' operations by name.</summary>
internal static class LogsOperations
{
    public static IReadOnlyDictionary<string, Func<JsonCall, JsonObject>> Of(Cloud cloud) => new Dictionary<string, Func<JsonCall, JsonObject>>
    {
        ["GetLogEvents"] = new LogEvents(cloud).Get,
    };
}
