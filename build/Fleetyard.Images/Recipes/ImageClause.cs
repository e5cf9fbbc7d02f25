using System.IO.Enumeration;
using Fleetyard.Images.Inventories;

namespace Fleetyard.Images.Recipes;

/// <summary>One entry of a recipe: which artifacts of a set it covers, and what is said of them.</summary>
/// <remarks>Places and programs are globs; their <c>*</c> stands for slashes, too, and a backslash takes a wildcard's meaning away.</remarks>
public sealed record ImageClause
{
    /// <summary>The name of the set.</summary>
    public required string Set { get; init; }

    /// <summary>Covers artifacts of these installations; null for any.</summary>
    public string? Installation { get; init; }

    /// <summary>Covers artifacts with these paths; null for any.</summary>
    public string? Path { get; init; }

    /// <summary>Covers these members of the clang family, such as <c>clang-format</c>; null for any.</summary>
    public string? Program { get; init; }

    /// <summary>Whose they are; null if that does not matter.</summary>
    public string? Implementation { get; init; }

    /// <summary>Which versions they are of; null if that does not matter.</summary>
    public VersionRange? Version { get; init; }

    /// <summary>The machine they are for, such as <c>x86_64</c>; null if that does not matter.</summary>
    public string? Machine { get; init; }

    /// <summary>Of <see cref="ImageRecipe.Must"/>: of each of these kinds there is one; of <see cref="ImageRecipe.MustNot"/>: they are of one of these.</summary>
    public IReadOnlyList<ArtifactKind> Kinds { get; init; } = [];

    /// <summary>What it covers, in words: <c>libcrypto in /usr/local/openssl-3.0</c>.</summary>
    public string Covered => string.Join(' ', new[] { Set, Program, Place is null ? null : "in " + Place }.OfType<string>());

    /// <summary>What it says of them, in words: <c>OpenSSL 3.0* x86_64 static, shared</c>; empty if it says nothing.</summary>
    public string Said => string.Join(' ', new[] { Who, Machine, string.Join(", ", Kinds.Select(kind => kind.Name())) }.Where(word => !string.IsNullOrEmpty(word)));

    internal string? Place => Installation ?? Path;

    internal string? Who => Implementation is null && Version is null ? null : string.Join(' ', new[] { Implementation ?? Program, Version?.Text }.OfType<string>());

    /// <summary>Whether an artifact of the set is one that it is about.</summary>
    public bool Covers(Installation installation, Artifact artifact)
    {
        ArgumentNullException.ThrowIfNull(installation);
        ArgumentNullException.ThrowIfNull(artifact);
        return Fits(Installation, installation.Path) && Fits(Path, artifact.Path) && Fits(Program, artifact.Identity?.Implementation);
    }

    private static bool Fits(string? glob, string? text) =>
        glob is null || (text is not null && FileSystemName.MatchesSimpleExpression(glob, text, ignoreCase: false));
}
