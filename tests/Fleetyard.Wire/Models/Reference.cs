namespace Fleetyard.Wire.Models;

/// <summary>A member of a structure, or what a list or map holds: which shape it has, and what it is called on the wire.</summary>
public sealed record Reference
{
    /// <summary>The shape's name.</summary>
    public required string Shape { get; init; }

    /// <summary>The name on the wire, where it is not the member's own.</summary>
    public string? LocationName { get; init; }

    /// <summary>The name in a request of the EC2 protocol, where it is not the capitalised <see cref="LocationName"/>.</summary>
    public string? QueryName { get; init; }

    /// <summary>The format of a timestamp, where it is not the protocol's own.</summary>
    public string? TimestampFormat { get; init; }
}
