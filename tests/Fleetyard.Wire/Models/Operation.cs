namespace Fleetyard.Wire.Models;

/// <summary>An operation of a service.</summary>
public sealed record Operation
{
    /// <summary>What it is asked, or null for nothing.</summary>
    public Result? Input { get; init; }

    /// <summary>What it answers, or null for nothing.</summary>
    public Result? Output { get; init; }

    /// <summary>The errors that it declares.</summary>
    public IReadOnlyList<Result> Errors { get; init; } = [];
}

/// <summary>An operation's input, output or error.</summary>
/// <param name="Shape">The shape's name.</param>
/// <param name="ResultWrapper">The element around an answer of the query protocol.</param>
public sealed record Result(string Shape, string? ResultWrapper = null);
