using Fleetyard.Images.Inventories;

namespace Fleetyard.Images.Diffs;

/// <summary>How what one image has differs from what another has.</summary>
public sealed record InventoryDiff
{
    /// <summary>The first image, as it was asked for.</summary>
    public required string Before { get; init; }

    /// <summary>The second image.</summary>
    public required string After { get; init; }

    /// <summary>What differs, by set and path; none if the images have the same.</summary>
    public required IReadOnlyList<ArtifactChange> Changes { get; init; }

    /// <summary>Compares two inventories, artifact by artifact, by set and path.</summary>
    /// <remarks>Layers are not compared: the same file may come with another layer. Sets that only one of them looked for are.</remarks>
    public static InventoryDiff Between(ImageInventory before, ImageInventory after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var sets = before.Sets.Concat(after.Sets).Select(set => set.Set.Name).Distinct();
        return new InventoryDiff
        {
            Before = before.Image,
            After = after.Image,
            Changes = [.. sets.SelectMany(set => Of(set, ByPath(before, set), ByPath(after, set)))],
        };
    }

    private static Dictionary<string, Artifact> ByPath(ImageInventory inventory, string set) =>
        inventory.Sets.Where(one => one.Set.Name == set).SelectMany(one => one.Artifacts).ToDictionary(artifact => artifact.Path, StringComparer.Ordinal);

    private static IEnumerable<ArtifactChange> Of(string set, Dictionary<string, Artifact> before, Dictionary<string, Artifact> after) =>
        from path in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal)
        let change = new ArtifactChange(set, path, before.GetValueOrDefault(path), after.GetValueOrDefault(path))
        where change.Kind != ChangeKind.Changed || change.Differences.Count > 0
        select change;
}
