using System.Text.Json.Serialization;

namespace Fleetyard.Wire.Models;

/// <summary>A type of a service model.</summary>
public sealed record Shape
{
    /// <summary><c>structure</c>, <c>list</c>, <c>map</c>, <c>string</c>, <c>integer</c>, <c>long</c>, <c>double</c>, <c>float</c>, <c>boolean</c>, <c>timestamp</c> or <c>blob</c>.</summary>
    public required string Type { get; init; }

    /// <summary>A structure's members by name.</summary>
    public IReadOnlyDictionary<string, Reference> Members { get; init; } = new Dictionary<string, Reference>();

    /// <summary>The members that must be there.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>What a list holds.</summary>
    public Reference? Member { get; init; }

    /// <summary>A map's keys.</summary>
    public Reference? Key { get; init; }

    /// <summary>A map's values.</summary>
    public Reference? Value { get; init; }

    /// <summary>A list or map whose elements stand beside each other in the parent.</summary>
    public bool Flattened { get; init; }

    /// <summary>The values that a string may have; none is any.</summary>
    [JsonPropertyName("enum")]
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>A Java regular expression for the whole of a string.</summary>
    public string? Pattern { get; init; }

    /// <summary>The least number, length in characters, or count of elements.</summary>
    public decimal? Min { get; init; }

    /// <summary>The largest number, length in characters, or count of elements.</summary>
    public decimal? Max { get; init; }

    /// <summary>The format of a timestamp, where it is not the protocol's own.</summary>
    public string? TimestampFormat { get; init; }

    /// <summary>What an error is called on the wire, where it is not its shape's name.</summary>
    public ErrorTrait? Error { get; init; }
}

/// <summary>An error's name on the wire.</summary>
/// <param name="Code">Such as <c>IDPRejectedClaim</c>.</param>
public sealed record ErrorTrait(string? Code);
