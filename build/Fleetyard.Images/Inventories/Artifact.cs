namespace Fleetyard.Images.Inventories;

/// <summary>One file or symlink of a set, in one image.</summary>
public sealed record Artifact
{
    /// <summary>The absolute path in the merged view.</summary>
    public required string Path { get; init; }

    /// <summary>Symlink, or what kind of file it is.</summary>
    public required ArtifactKind Kind { get; init; }

    /// <summary>The content's size in bytes; of a symlink 0.</summary>
    public required long Size { get; init; }

    /// <summary>The permission bits, as in <c>0755</c>.</summary>
    public required int Mode { get; init; }

    /// <summary>The index in <see cref="ImageInventory.Layers"/> of the layer that brought it; null where the source does not tell.</summary>
    public int? Layer { get; init; }

    /// <summary>Where a symlink leads; null for a file.</summary>
    public SymlinkTarget? Target { get; init; }

    /// <summary>Who it is; of a symlink, who its final target is; null of a symlink that leads to no file.</summary>
    public ArtifactIdentity? Identity { get; init; }

    /// <summary>What is odd about it in this image, beside its identity's own warnings; a line each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
}
