using System.Globalization;
using Fleetyard.Images.Inventories;

namespace Fleetyard.Images.Diffs;

/// <summary>An artifact that two images do not have alike.</summary>
/// <param name="Set">The set that it belongs to.</param>
/// <param name="Path">Its path in the image.</param>
/// <param name="Before">What the first image has; null if it has none.</param>
/// <param name="After">What the second image has; null if it has none.</param>
public sealed record ArtifactChange(string Set, string Path, Artifact? Before, Artifact? After)
{
    private static readonly (string Name, Func<Artifact, string?> Of)[] Properties =
    [
        ("kind", artifact => artifact.Kind.Name()),
        ("implementation", artifact => artifact.Identity?.Implementation),
        ("version", artifact => artifact.Identity?.Version),
        ("pkgConfigVersion", artifact => artifact.Identity?.PkgConfigVersion),
        ("class", artifact => artifact.Identity?.Class?.ToString().ToUpperInvariant()),
        ("machine", artifact => artifact.Identity?.Machine),
        ("soname", artifact => artifact.Identity?.Soname),
        ("target", artifact => artifact.Target?.Final),
        ("state", artifact => artifact.Target?.State.ToString().ToLowerInvariant()),
        ("size", artifact => artifact.Size.ToString(CultureInfo.InvariantCulture)),
        ("mode", artifact => Convert.ToString(artifact.Mode, 8).PadLeft(4, '0')),
    ];

    /// <summary>What became of it.</summary>
    public ChangeKind Kind => Before is null ? ChangeKind.Added : After is null ? ChangeKind.Removed : ChangeKind.Changed;

    /// <summary>What differs, if both images have it.</summary>
    public IReadOnlyList<Difference> Differences { get; } = Before is null || After is null
        ? []
        : [.. Properties.Select(property => new Difference(property.Name, property.Of(Before), property.Of(After))).Where(difference => difference.Before != difference.After)];
}
