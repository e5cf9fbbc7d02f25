using Fleetyard.Images.Identification;

namespace Fleetyard.Images.Inventories;

/// <summary>The programs of the clang family.</summary>
internal sealed class ClangFamily : IArtifactFamily
{
    private ClangIdentifier? identifier;

    /// <inheritdoc/>
    public string Knowledge => "clang-1";

    /// <inheritdoc/>
    public bool IsLikely(string path) => ClangName.In(path) is not null && !path.Contains("/completions/", StringComparison.Ordinal);

    /// <inheritdoc/>
    public bool IsPossible(string path, int mode) => ClangIdentifier.IsPossible(path, (UnixFileMode)mode);

    /// <inheritdoc/>
    public ArtifactIdentity? Identify(string path, int mode, Stream content, ISurroundings around)
    {
        identifier ??= new ClangIdentifier(around);
        return identifier.Identify(path, (UnixFileMode)mode, content) is { } identity
            ? new ArtifactIdentity
            {
                Kind = identity.Kind == ClangKind.Script ? ArtifactKind.Script : ArtifactKind.Program,
                Class = identity.Class,
                Machine = identity.Machine,
                Implementation = identity.Member,
                Version = identity.Version,
                Evidence = identity.Evidence,
                Warnings = identity.Warnings,
            }
            : null;
    }
}
