using System.Text.RegularExpressions;
using Fleetyard.Images.Identification;
using Fleetyard.Images.Inventories;

namespace Fleetyard.Images.Recipes;

/// <summary>Makes a recipe of what an image has: all of it must be there as it is, and nothing else.</summary>
public static partial class ImageRecipeDraft
{
    /// <summary>The recipe against which the inventory has no deviation.</summary>
    /// <param name="inventory">What the image has.</param>
    /// <param name="name">The recipe's name; null for one made of the image's.</param>
    /// <exception cref="ImageException">It has more than a recipe holds.</exception>
    public static ImageRecipe Of(ImageInventory inventory, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(inventory);
        var must = inventory.Sets.SelectMany(set => set.Installations.SelectMany(installation => Clauses(set.Set, installation))).ToList();
        return new ImageRecipe
        {
            Name = name ?? NameOf(inventory.Image),
            Description = OneLine.Of($"What {inventory.Image} has ({inventory.Platform})"),
            Sets = [.. inventory.Sets.Select(set => set.Set)],
            Must = must.Count <= ImageRules.MostClauses
                ? must
                : throw new ImageException($"A recipe of {inventory.Image} would have {must.Count} entries, and a recipe holds {ImageRules.MostClauses}; look for fewer sets."),
            NothingElse = [.. inventory.Sets.Select(set => set.Set.Name)],
            SymlinksMustResolve = inventory.Artifacts.All(artifact => artifact.Target is null or { State: SymlinkState.Resolved }),
        };
    }

    /// <summary>The last part of an image's name as a recipe's: of <c>registry/s2n:tests</c> it is <c>s2n-tests</c>.</summary>
    private static string NameOf(string image)
    {
        var words = NoName.Replace(image[(image.TrimEnd('/').LastIndexOf('/') + 1)..], "-").Trim('-', '.', '_');
        return words.Length == 0 ? "image" : words[..Math.Min(words.Length, 100)];
    }

    /// <summary>One entry for an installation whose files agree; else one for each program, or each file.</summary>
    private static IEnumerable<ImageClause> Clauses(ArtifactSet set, Installation installation)
    {
        var whole = new ImageClause { Set = set.Name, Installation = Literal(installation.Path) };
        if (set.Family != ArtifactFamily.Clang)
        {
            return Agree(installation.Artifacts) ? [Clause(whole, set, installation.Artifacts)] : EachFile(set, installation.Artifacts);
        }

        return installation.Artifacts.GroupBy(artifact => artifact.Identity?.Implementation).OrderBy(program => program.Key, StringComparer.Ordinal)
            .SelectMany(program => program.Key is not null && Agree([.. program])
                ? [Clause(whole with { Program = program.Key }, set, [.. program])]
                : EachFile(set, program));
    }

    private static IEnumerable<ImageClause> EachFile(ArtifactSet set, IEnumerable<Artifact> artifacts) =>
        artifacts.Select(artifact => Clause(new() { Set = set.Name, Path = Literal(artifact.Path) }, set, [artifact]));

    private static ImageClause Clause(ImageClause covering, ArtifactSet set, IReadOnlyList<Artifact> artifacts) => covering with
    {
        Implementation = set.Family == ArtifactFamily.Libcrypto ? Told(artifacts, identity => identity.Implementation).FirstOrDefault() : null,
        Version = Told(artifacts, identity => identity.Version).FirstOrDefault() is { } version && VersionRange.TryParse(version, out var range) && range.Contains(version) ? range : null,
        Machine = Told(artifacts, identity => identity.Machine).FirstOrDefault(),
        Kinds = [.. artifacts.Select(artifact => artifact.Kind).Distinct().Order()],
    };

    private static bool Agree(IReadOnlyList<Artifact> artifacts) =>
        Told(artifacts, identity => identity.Implementation).Count() <= 1
        && Told(artifacts, identity => identity.Version).Count() <= 1
        && Told(artifacts, identity => identity.Machine).Count() <= 1;

    private static IEnumerable<string> Told(IReadOnlyList<Artifact> artifacts, Func<ArtifactIdentity, string?> told) =>
        artifacts.Select(artifact => artifact.Identity is { } identity ? told(identity) : null).OfType<string>().Distinct();

    private static string Literal(string path) => Wildcard.Replace(path, @"\$0");

    [GeneratedRegex("[^A-Za-z0-9._-]+")]
    private static partial Regex NoName { get; }

    [GeneratedRegex(@"[*?\\]")]
    private static partial Regex Wildcard { get; }
}
