namespace Fleetyard.Images.Identification;

/// <summary>Which program of the clang family a file is, and how its version is known.</summary>
public sealed record ClangIdentity
{
    /// <summary>The program's name without target and version, as <c>clang</c>, <c>clang++</c>, <c>clang-format</c>.</summary>
    public required string Member { get; init; }

    /// <summary>A binary or a script.</summary>
    public required ClangKind Kind { get; init; }

    /// <summary>The width of its addresses; null for a script.</summary>
    public ElfClass? Class { get; init; }

    /// <summary>The machine it runs on, as <c>x86_64</c>; null for a script.</summary>
    public string? Machine { get; init; }

    /// <summary>Its version, as <c>14.0.6</c>; null when nothing tells.</summary>
    public string? Version { get; init; }

    /// <summary>What told the version: all that the first source that knew it holds.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>What is wrong with the file, a line each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
