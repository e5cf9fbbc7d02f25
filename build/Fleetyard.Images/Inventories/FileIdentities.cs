namespace Fleetyard.Images.Inventories;

/// <summary>Who the files of one image are to one family; each file is looked at once, however many symlinks lead to it, and what is remembered is not looked at again.</summary>
internal sealed class FileIdentities(ImageContent content, IArtifactFamily family, CancellationToken cancellationToken)
{
    private readonly Dictionary<string, ArtifactIdentity?> known = new(StringComparer.Ordinal);
    private readonly Surroundings around = new(content, cancellationToken);

    /// <summary>Who a file is; null if it is none of the family.</summary>
    public ArtifactIdentity? Of(ImageEntry file)
    {
        if (!known.TryGetValue(file.Path, out var identity))
        {
            known[file.Path] = identity = Remembered(file) is { } remembered ? remembered.Identity : Identify(file);
        }

        return identity;
    }

    private RememberedIdentity? Remembered(ImageEntry file) =>
        content.Remembered?.Find(family.Knowledge, file) is { } written
        && RememberedIdentity.Read(written) is { } remembered
        && remembered.Path == file.Path
        && remembered.Mode == file.Mode
        && remembered.Looks is { } looks && looks.All(look => look is not null && around.SeesTheSame(look))
            ? remembered
            : null;

    private ArtifactIdentity? Identify(ImageEntry file)
    {
        if (!family.IsPossible(file.Path, file.Mode))
        {
            return null;
        }

        if (file.Node.IsSparse)
        {
            return new ArtifactIdentity { Kind = ArtifactKind.Other, Warnings = ["It is stored as a sparse file, which is not expanded here; look at it in a container."] };
        }

        using var bytes = around.Open(file);
        var identity = family.Identify(file.Path, file.Mode, bytes, around);
        content.Remembered?.Keep(family.Knowledge, file, new RememberedIdentity(file.Path, file.Mode, identity, around.Looks).Written());
        return identity;
    }
}
