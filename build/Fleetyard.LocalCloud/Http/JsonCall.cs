using System.Text.Json;
using System.Text.Json.Nodes;
using Fleetyard.LocalCloud.Faults;

namespace Fleetyard.LocalCloud.Http;

/// <summary>A request of the JSON 1.1 protocol.</summary>
internal sealed record JsonCall(string Region, JsonObject Body)
{
    /// <summary>Who calls.</summary>
    public Caller? Caller { get; init; }

    /// <summary>What is to go wrong with what it makes.</summary>
    public FaultKind? Fault { get; init; }

    /// <exception cref="AwsFault">The body is no JSON object, or says a thing twice.</exception>
    public static JsonCall Parse(string region, string body)
    {
        try
        {
            return new(region, JsonNode.Parse(body, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject
                ?? throw new AwsFault("SerializationException", "The request's body is no JSON object."));
        }
        catch (JsonException fault)
        {
            throw new AwsFault("SerializationException", $"The request's body is no JSON: {fault.Message}");
        }
    }

    public string? Text(string name) => Body[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public string Required(string name, string fault) => Text(name) is { Length: > 0 } text
        ? text
        : throw new AwsFault(fault, $"The request lacks the required member {name}.");

    public IReadOnlyList<string> List(string name) => Body[name] is JsonArray array ? [.. array.OfType<JsonValue>().Select(value => value.ToString())] : [];

    /// <summary>A whole number within bounds, or null where there is none.</summary>
    public int? Number(string name, int least, int most, string fault)
    {
        if (Body[name] is not { } value)
        {
            return null;
        }

        return value.GetValue<int>() is var number && number >= least && number <= most
            ? number
            : throw new AwsFault(fault, $"Value '{number}' at '{name}' failed to satisfy constraint: Member must have a value from {least} to {most}.");
    }

    public static double Epoch(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000.0;
}
