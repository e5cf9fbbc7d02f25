namespace Fleetyard.Images.Inventories;

/// <summary>Finds the artifacts of one set in one image.</summary>
internal sealed class SetSearch
{
    private readonly ArtifactSet set;
    private readonly SetNames names;
    private readonly ImageContent content;
    private readonly ImageLimits limits;
    private readonly IArtifactFamily family;
    private readonly FileIdentities identities;
    private readonly List<Artifact> found = [];

    public SetSearch(ArtifactSet set, ImageContent content, ImageLimits limits, CancellationToken cancellationToken)
    {
        this.set = set;
        names = new SetNames(set);
        this.content = content;
        this.limits = limits;
        family = ArtifactFamilies.Of(set.Family);
        identities = new FileIdentities(content, family, cancellationToken);
    }

    /// <summary>Takes an entry if it is the set's.</summary>
    /// <exception cref="ImageException">There are too many.</exception>
    public void Consider(ImageEntry entry)
    {
        if (names.Match(entry.Path) && (entry.Kind == ImageEntryKind.Symlink ? Link(entry) : File(entry)) is { } artifact)
        {
            found.Add(found.Count < limits.Artifacts ? artifact : throw new ImageException($"{content.Name} has more than {limits.Artifacts} artifacts of {set.Name}, which is the limit; narrow the set's patterns, or raise the limit if the image is to be trusted."));
        }
    }

    /// <summary>What was taken, by installation.</summary>
    public SetInventory Found() => new(set,
    [
        .. found.GroupBy(artifact => InstallationPath.Of(artifact.Path), StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new Installation(group.Key, [.. group.OrderBy(artifact => artifact.Path, StringComparer.Ordinal)])),
    ]);

    private Artifact? File(ImageEntry entry)
    {
        if (entry.Kind == ImageEntryKind.Other)
        {
            return null;
        }

        var identity = identities.Of(entry);
        return identity is null ? null : Of(entry, identity.Kind) with { Identity = identity };
    }

    private Artifact? Link(ImageEntry entry)
    {
        var resolution = content.Tree.Resolve(entry.Path);
        var target = new SymlinkTarget(entry.LinkTarget!, resolution.Path, State(resolution));
        var link = Of(entry, ArtifactKind.Symlink) with { Target = target };
        if (target.State != SymlinkState.Resolved)
        {
            return !family.IsLikely(entry.Path) ? null : link with
            {
                Warnings = [target.State == SymlinkState.Loop ? "It is a symlink into a circle of symlinks." : $"It is a symlink to {target.Final}, which does not exist."],
            };
        }

        if (resolution.Entry!.Kind != ImageEntryKind.File)
        {
            return null;
        }

        if (identities.Of(resolution.Entry) is { } identity)
        {
            return link with { Identity = identity };
        }

        // A name that leads to nothing that could be run or linked is a completion's or a manual's.
        return family.IsLikely(entry.Path) && family.IsPossible(entry.Path, resolution.Entry.Mode) ? link with { Warnings = [$"It leads to {target.Final}, which is no {set.Name}."] } : null;
    }

    private static Artifact Of(ImageEntry entry, ArtifactKind kind) => new() { Path = entry.Path, Kind = kind, Size = entry.Size, Mode = entry.Mode, Layer = entry.Layer };

    private static SymlinkState State(ImageResolution resolution) =>
        resolution.Loops ? SymlinkState.Loop : resolution.IsDangling ? SymlinkState.Dangling : SymlinkState.Resolved;
}
