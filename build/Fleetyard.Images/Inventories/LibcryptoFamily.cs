using System.Text.RegularExpressions;
using Fleetyard.Images.Identification;

namespace Fleetyard.Images.Inventories;

/// <summary>libcrypto.</summary>
internal sealed partial class LibcryptoFamily : IArtifactFamily
{
    private const string VersionLine = "Version: ";

    /// <inheritdoc/>
    public string Knowledge => "libcrypto-1";

    /// <inheritdoc/>
    public bool IsLikely(string path) => LibraryName().IsMatch(path);

    /// <inheritdoc/>
    public bool IsPossible(string path, int mode) => true;

    /// <inheritdoc/>
    public ArtifactIdentity? Identify(string path, int mode, Stream content, ISurroundings around)
    {
        var identity = LibcryptoIdentifier.Identify(path, content, around);
        return identity.Kind == LibcryptoKind.Other && !IsLikely(path) ? null : new ArtifactIdentity
        {
            Kind = identity.Kind switch
            {
                LibcryptoKind.Static => ArtifactKind.Static,
                LibcryptoKind.Shared => ArtifactKind.Shared,
                LibcryptoKind.PkgConfig => ArtifactKind.PkgConfig,
                _ => ArtifactKind.Other,
            },
            Class = identity.Class,
            Machine = identity.Machine,
            Soname = identity.Soname,
            Implementation = identity.Implementation.Name(),
            Version = identity.Version,
            PkgConfigVersion = identity.Evidence.FirstOrDefault(IsVersionLine)?.Text[VersionLine.Length..],
            Evidence = identity.Evidence,
            Warnings = identity.Warnings,
        };
    }

    private static bool IsVersionLine(Evidence evidence) =>
        evidence.Source == EvidenceSource.PkgConfig && evidence.Text.StartsWith(VersionLine, StringComparison.Ordinal);

    /// <summary>What linkers and pkg-config look for; a manual or a list of files has other endings.</summary>
    [GeneratedRegex(@"\.(a|pc|so(\.[\w.]+)?)$")]
    private static partial Regex LibraryName();
}
