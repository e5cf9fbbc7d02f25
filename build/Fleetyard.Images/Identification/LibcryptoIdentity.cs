namespace Fleetyard.Images.Identification;

/// <summary>Who a libcrypto is, and how that is known.</summary>
public sealed record LibcryptoIdentity
{
    /// <summary>What kind of artifact it is, by its bytes.</summary>
    public required LibcryptoKind Kind { get; init; }

    /// <summary>The width of its addresses; null when it is no binary.</summary>
    public ElfClass? Class { get; init; }

    /// <summary>The machine it is for, as <c>x86_64</c>; null when it is no binary.</summary>
    public string? Machine { get; init; }

    /// <summary>A shared library's SONAME; null when it has none.</summary>
    public string? Soname { get; init; }

    /// <summary>Whose it is.</summary>
    public LibcryptoImplementation Implementation { get; init; }

    /// <summary>Its version, as <c>3.0.20</c> or <c>1.0.2k-fips</c>; null when nothing tells, as with most BoringSSL.</summary>
    public string? Version { get; init; }

    /// <summary>Everything that was found, in the order in which it was looked for.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>What is wrong or misleading about the file, a line each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
