namespace Fleetyard.Images.Inventories;

/// <summary>The kinds' names, as recipes and reports write them.</summary>
public static class ArtifactKinds
{
    /// <summary>All kinds with their names.</summary>
    public static IReadOnlyDictionary<string, ArtifactKind> ByName { get; } = Enum.GetValues<ArtifactKind>().ToDictionary(Name, StringComparer.Ordinal);

    /// <summary>A kind's name, as <c>pkg-config</c>.</summary>
    public static string Name(this ArtifactKind kind) => kind == ArtifactKind.PkgConfig ? "pkg-config" : kind.ToString().ToLowerInvariant();
}
