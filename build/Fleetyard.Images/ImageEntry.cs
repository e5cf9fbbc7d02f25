using Fleetyard.Images.Tree;

namespace Fleetyard.Images;

/// <summary>One entry of the merged view: what a container of the image would see at a path.</summary>
public sealed record ImageEntry
{
    internal ImageEntry(Node node, string path)
    {
        Node = node;
        Path = path;
    }

    /// <summary>The absolute path; directories have no slash at the end, the root is <c>/</c>.</summary>
    public string Path { get; }

    /// <summary>What it is.</summary>
    public ImageEntryKind Kind => Node.Kind;

    /// <summary>The content's size in bytes; 0 for what has no content.</summary>
    public long Size => Node.Size;

    /// <summary>The permission bits (as in <c>0755</c>), set-user-ID, set-group-ID and sticky included.</summary>
    public int Mode => Node.Mode;

    /// <summary>Where a symlink leads, as written in it; of a hard link to nowhere, the missing path; else null.</summary>
    public string? LinkTarget => Node.LinkTarget;

    /// <summary>The index of the layer that brought it in <see cref="ImageContent.Layers"/>; null where the source does not tell.</summary>
    public int? Layer => Node.Layer < 0 ? null : Node.Layer;

    internal Node Node { get; }
}
