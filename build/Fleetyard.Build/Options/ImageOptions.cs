using Fleetyard.Images;

namespace Fleetyard.Build.Options;

/// <summary>What the user asked of images.</summary>
public sealed record ImageOptions
{
    /// <summary>Names, globs or files of images, or <c>docker://…</c> for a registry's.</summary>
    public required IReadOnlyList<string> Images { get; init; }

    /// <summary>Names, globs or files of image recipes; none for libcrypto and clang, unchecked.</summary>
    public required IReadOnlyList<string> Recipes { get; init; }

    /// <summary>In which forms the result is written, and where; not empty.</summary>
    public required IReadOnlyList<Output> Outputs { get; init; }

    /// <summary>How images are found and read.</summary>
    public required ImageSourceOptions Source { get; init; }

    /// <summary>Which deviations make the exit code 2, as the user wrote it; null for all that a recipe asks for.</summary>
    public required string? FailOn { get; init; }

    /// <summary>Whether the shell's container is privileged.</summary>
    public required bool Privileged { get; init; }
}
