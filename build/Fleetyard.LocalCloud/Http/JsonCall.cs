using System.Text.Json.Nodes;

namespace Fleetyard.LocalCloud.Http;

/// <summary>A request of the JSON 1.1 protocol.</summary>
internal sealed record JsonCall(string Region, JsonObject Body)
{
    public string? Text(string name) => Body[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public string Required(string name, string fault) => Text(name) is { Length: > 0 } text
        ? text
        : throw new AwsFault(fault, $"The request lacks the required member {name}.");

    public IReadOnlyList<string> List(string name) => Body[name] is JsonArray array ? [.. array.OfType<JsonValue>().Select(value => value.ToString())] : [];

    public static double Epoch(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000.0;
}
