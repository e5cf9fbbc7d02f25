namespace Fleetyard.Recipes;

/// <summary>How Nix is installed and configured for root.</summary>
public sealed record NixSettings
{
    /// <summary>Where Nix comes from.</summary>
    public required NixOrigin From { get; init; }

    /// <summary>The version of an official release; null for the distribution's.</summary>
    public string? Version { get; init; }

    /// <summary>The SHA-256 of the official release's tarball for each architecture, 64 hexadecimal digits.</summary>
    public IReadOnlyDictionary<Architecture, string> Sha256 { get; init; } = new Dictionary<Architecture, string>();

    /// <summary>Nix's <c>experimental-features</c>.</summary>
    public IReadOnlyList<string> Features { get; init; } = ["nix-command", "flakes"];

    /// <summary>Binary caches with the keys that sign for them.</summary>
    public IReadOnlyList<Substituter> Substituters { get; init; } = [];

    /// <summary>Nix's <c>min-free</c> in bytes: below it, a build collects garbage.</summary>
    public long? MinFreeBytes { get; init; }

    /// <summary>Nix's <c>max-free</c> in bytes: at it, collecting garbage stops.</summary>
    public long? MaxFreeBytes { get; init; }

    /// <summary>Further lines of <c>nix.conf</c>.</summary>
    public IReadOnlyDictionary<string, string> ExtraSettings { get; init; } = new Dictionary<string, string>();
}

/// <summary>Where Nix comes from.</summary>
public enum NixOrigin
{
    /// <summary>The distribution's own package.</summary>
    Distribution,

    /// <summary>The release tarball of nixos.org, pinned by SHA-256.</summary>
    Official,
}

/// <summary>A Nix binary cache and the keys that sign for it.</summary>
/// <param name="Url">Such as <c>https://cache.nixos.org</c>.</param>
/// <param name="PublicKeys">Each <c>name:base64</c>.</param>
public sealed record Substituter(string Url, IReadOnlyList<string> PublicKeys);
