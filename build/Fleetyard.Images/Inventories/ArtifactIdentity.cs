using Fleetyard.Images.Identification;

namespace Fleetyard.Images.Inventories;

/// <summary>Who a file is: all that its bytes and its surroundings tell.</summary>
public sealed record ArtifactIdentity
{
    /// <summary>What kind of file it is.</summary>
    public required ArtifactKind Kind { get; init; }

    /// <summary>The width of its addresses; null where it is no binary.</summary>
    public ElfClass? Class { get; init; }

    /// <summary>The machine it is for, such as <c>x86_64</c>; null where it is no binary.</summary>
    public string? Machine { get; init; }

    /// <summary>A shared library's SONAME; null where it has none.</summary>
    public string? Soname { get; init; }

    /// <summary>Whose it is: of libcrypto <c>OpenSSL</c>, <c>AWS-LC</c> …, <c>unknown</c>; of clang the family's member, such as <c>clang-format</c>; else null.</summary>
    public string? Implementation { get; init; }

    /// <summary>Its version; null where nothing tells.</summary>
    public string? Version { get; init; }

    /// <summary>Implementation and version in one, such as <c>OpenSSL 3.0.17</c>; null where neither is told.</summary>
    public string? Who => string.Join(' ', new[] { Implementation, Version }.OfType<string>()) is { Length: > 0 } who ? who : null;

    /// <summary>The Version that a pkg-config file gives, true or not; null for other kinds.</summary>
    public string? PkgConfigVersion { get; init; }

    /// <summary>What told the implementation and the version.</summary>
    public IReadOnlyList<Evidence> Evidence { get; init; } = [];

    /// <summary>What is wrong or misleading about it, a line each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
