namespace Fleetyard.Images.Inventories;

/// <summary>Who the files of one image are to one family; each file is looked at once, however many symlinks lead to it.</summary>
internal sealed class FileIdentities(ImageContent content, CancellationToken cancellationToken)
{
    private readonly Dictionary<string, ArtifactIdentity?> known = new(StringComparer.Ordinal);
    private readonly Surroundings around = new(content, cancellationToken);

    /// <summary>Who a file is; null if it is none of the family.</summary>
    public ArtifactIdentity? Of(ImageEntry file, IArtifactFamily family)
    {
        if (!known.TryGetValue(file.Path, out var identity))
        {
            known[file.Path] = identity = Identify(file, family);
        }

        return identity;
    }

    private ArtifactIdentity? Identify(ImageEntry file, IArtifactFamily family)
    {
        if (file.Node.IsSparse)
        {
            return new ArtifactIdentity { Kind = ArtifactKind.Other, Warnings = ["It is stored as a sparse file, which is not expanded here; look at it in a container."] };
        }

        using var bytes = around.Open(file);
        return family.Identify(file.Path, file.Mode, bytes, around);
    }
}
