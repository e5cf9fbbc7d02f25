using Fleetyard.Images.Inventories;

namespace Fleetyard.Images.Recipes;

/// <summary>What an image must have, and what it must not.</summary>
public sealed record ImageRecipe
{
    /// <summary>The recipe's name.</summary>
    public required string Name { get; init; }

    /// <summary>What the image is for, in the author's words.</summary>
    public string Description { get; init; } = "";

    /// <summary>What is looked for.</summary>
    public IReadOnlyList<ArtifactSet> Sets { get; init; } = ArtifactSet.Usual;

    /// <summary>What must be there, and how; no two of these cover the same.</summary>
    public IReadOnlyList<ImageClause> Must { get; init; } = [];

    /// <summary>What must not be there.</summary>
    public IReadOnlyList<ImageClause> MustNot { get; init; } = [];

    /// <summary>The names of the sets of which nothing may be there that <see cref="Must"/> does not cover.</summary>
    public IReadOnlyList<string> NothingElse { get; init; } = [];

    /// <summary>Whether every symlink of the sets must lead to something.</summary>
    public bool SymlinksMustResolve { get; init; } = true;
}
