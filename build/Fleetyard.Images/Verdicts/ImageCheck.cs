using Fleetyard.Images.Inventories;
using Fleetyard.Images.Recipes;

namespace Fleetyard.Images.Verdicts;

/// <summary>Holds what an image has against what it should have.</summary>
public static class ImageCheck
{
    /// <summary>Checks an image: each entry of the recipe is a check, and then the symlinks; without a recipe these alone.</summary>
    /// <exception cref="ArgumentException">The inventory is not of the recipe's sets.</exception>
    public static ImageVerdict Check(ImageInventory inventory, ImageRecipe? recipe)
    {
        ArgumentNullException.ThrowIfNull(inventory);
        return new(inventory, recipe?.Name, [.. recipe is null ? [] : Clauses(inventory, recipe), .. recipe is { SymlinksMustResolve: false } ? [] : new[] { Symlinks(inventory) }]);
    }

    private static IEnumerable<Check> Clauses(ImageInventory inventory, ImageRecipe recipe) =>
    [
        .. recipe.Must.Select(must => MustCheck.Of(must, Set(inventory, must.Set))),
        .. recipe.MustNot.Select(mustNot => MustNot(mustNot, Set(inventory, mustNot.Set))),
        .. recipe.NothingElse.Select(set => NothingElse([.. recipe.Must.Where(must => must.Set == set)], Set(inventory, set))),
    ];

    private static Check MustNot(ImageClause clause, SetInventory set)
    {
        var met = Artifacts(set).Where(found => clause.Covers(found.Installation, found.Artifact) && IsSaid(clause, found.Artifact));
        var said = string.Join(' ', new[] { clause.Covered, clause.Said }.Where(word => word.Length > 0));
        return new($"no {said}", [.. met.Select(found => Unexpected(set, found.Artifact, $"no {said}"))]);
    }

    private static Check NothingElse(IReadOnlyList<ImageClause> musts, SetInventory set)
    {
        var others = Artifacts(set).Where(found => !musts.Any(must => must.Covers(found.Installation, found.Artifact)));
        return new($"nothing else of {set.Set.Name}", [.. others.Select(found => Unexpected(set, found.Artifact, $"nothing of {set.Set.Name} here"))]);
    }

    private static Check Symlinks(ImageInventory inventory) =>
        new("symlinks resolve", [.. inventory.Sets.SelectMany(set => set.Artifacts.Select(link => Dangling(set, link)).OfType<Deviation>())]);

    private static Deviation? Dangling(SetInventory set, Artifact link) => link.Target switch
    {
        { State: SymlinkState.Dangling } target => new(DeviationKind.Dangling, set.Set.Name, link.Path, "a symlink to something", $"one to {target.Final}, which does not exist"),
        { State: SymlinkState.Loop } => new(DeviationKind.Dangling, set.Set.Name, link.Path, "a symlink to something", "a circle of symlinks"),
        _ => null,
    };

    private static bool IsSaid(ImageClause clause, Artifact artifact) =>
        (clause.Implementation is null || clause.Implementation == artifact.Identity?.Implementation)
        && (clause.Version is null || (artifact.Identity?.Version is { } version && clause.Version.Contains(version)))
        && (clause.Machine is null || clause.Machine == artifact.Identity?.Machine)
        && (clause.Kinds.Count == 0 || clause.Kinds.Contains(artifact.Kind));

    private static Deviation Unexpected(SetInventory set, Artifact artifact, string expected) =>
        new(DeviationKind.Unexpected, set.Set.Name, artifact.Path, expected, $"{artifact.Identity?.Who ?? set.Set.Name} ({artifact.Kind.Name()})");

    private static IEnumerable<(Installation Installation, Artifact Artifact)> Artifacts(SetInventory set) =>
        set.Installations.SelectMany(installation => installation.Artifacts.Select(artifact => (installation, artifact)));

    private static SetInventory Set(ImageInventory inventory, string name) =>
        inventory.Sets.FirstOrDefault(set => set.Set.Name == name)
        ?? throw new ArgumentException($"The inventory of {inventory.Image} has no set '{name}'; make it with the recipe's sets.", nameof(inventory));
}
