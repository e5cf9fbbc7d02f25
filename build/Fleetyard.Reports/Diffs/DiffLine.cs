using Fleetyard.Images.Diffs;
using Fleetyard.Images.Inventories;
using Fleetyard.Reports.Texts;

namespace Fleetyard.Reports.Diffs;

/// <summary>One change in words.</summary>
/// <param name="Sign"><c>+</c> added, <c>-</c> removed, <c>~</c> changed.</param>
/// <param name="Path">The artifact's path.</param>
/// <param name="What">Who it is, or what differs.</param>
internal sealed record DiffLine(string Sign, string Path, string What)
{
    public static DiffLine Of(ArtifactChange change) => change.Kind switch
    {
        ChangeKind.Added => new("+", change.Path, Described(change.After!)),
        ChangeKind.Removed => new("-", change.Path, Described(change.Before!)),
        _ => new("~", change.Path, string.Join(", ", change.Differences.Select(difference => $"{difference.Property} {difference.Before ?? "none"} → {difference.After ?? "none"}"))),
    };

    /// <summary>What there is in all, such as <c>1 added, 2 changed</c>.</summary>
    public static string Summary(InventoryDiff diff) => diff.Changes.Count == 0
        ? "no difference"
        : string.Join(", ", diff.Changes.GroupBy(change => change.Kind).OrderBy(group => group.Key).Select(group => $"{group.Count()} {group.Key.ToString().ToLowerInvariant()}"));

    private static string Described(Artifact artifact) =>
        string.Join(' ', new[] { artifact.Kind.Name(), Wording.Who(artifact.Identity), artifact.Target is { } target ? $"→ {target.Final}" : "" }.Where(word => word.Length > 0));
}
