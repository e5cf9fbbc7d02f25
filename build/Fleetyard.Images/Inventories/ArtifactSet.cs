namespace Fleetyard.Images.Inventories;

/// <summary>What is looked for in an image, by the names of files.</summary>
public sealed record ArtifactSet
{
    /// <summary>Every libcrypto. Crypto++ only sounds like one.</summary>
    public static ArtifactSet Libcrypto { get; } = new()
    {
        Name = "libcrypto",
        Family = ArtifactFamily.Libcrypto,
        Patterns = ["libcrypto*"],
        Except = ["libcrypto++*", "libcryptopp*"],
    };

    /// <summary>Every program of the clang family, those for another machine included.</summary>
    public static ArtifactSet Clang { get; } = new() { Name = "clang", Family = ArtifactFamily.Clang, Patterns = ["clang*", "*-clang*"] };

    /// <summary>The sets that are looked for unless others are named: <see cref="Libcrypto"/> and <see cref="Clang"/>.</summary>
    public static IReadOnlyList<ArtifactSet> Usual { get; } = [Libcrypto, Clang];

    /// <summary>The set's name.</summary>
    public required string Name { get; init; }

    /// <summary>Who says what its files are.</summary>
    public ArtifactFamily Family { get; init; }

    /// <summary>Names with <c>*</c> and <c>?</c>, as of <c>find -name</c>; a pattern with a slash is compared with the whole path, and its <c>*</c> stands for slashes, too.</summary>
    public required IReadOnlyList<string> Patterns { get; init; }

    /// <summary>What matches these is left out; written as <see cref="Patterns"/>.</summary>
    public IReadOnlyList<string> Except { get; init; } = [];

    /// <summary>Whether a path is the set's by its name.</summary>
    public bool Matches(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new SetNames(this).Match(path);
    }
}
