using Fleetyard.Images.Tars;

namespace Fleetyard.Images.Tree;

/// <summary>One layer as if unpacked into an empty directory: what it brings, and what it hides of the layers below.</summary>
/// <remarks>
/// This is how engines unpack a layer for overlayfs, so symlinks of lower layers do not redirect its entries: a directory that the layer
/// only implies replaces them. OCI image specification, "Image Layer Filesystem Changeset", tells of whiteouts.
/// </remarks>
/// <param name="index">The layer's index; -1 if it is the whole image, merged by somebody else.</param>
/// <param name="count">Counts the entries of all layers.</param>
internal sealed class LayerTree(int index, EntryCount count)
{
    private const string Whiteout = ".wh.";
    private const string OpaqueMarker = ".wh..wh..opq";
    private const string Bookkeeping = ".wh..wh.";
    private const int LongestPath = 4096;

    /// <summary>No engine takes a link before its target, so a chain of them is already more than anybody writes.</summary>
    private const int MostPasses = 8;

    private readonly List<ImageFinding> findings = [];
    private readonly List<Node> pending = [];
    private (string? Path, Node? Directory) latest;

    public Node Root { get; } = Node.Root();

    public IReadOnlyList<ImageFinding> Findings => findings;

    /// <summary>Hard links whose targets this layer does not have: they are in lower ones, or nowhere.</summary>
    public IReadOnlyList<Node> Pending => pending;

    /// <summary>Takes an entry of the layer's tar.</summary>
    public void Add(TarEntry entry)
    {
        count.Add();
        if (entry.Name.Length > LongestPath || entry.LinkName.Length > LongestPath)
        {
            Find(entry.Name[..Math.Min(entry.Name.Length, 100)], "its name or link is longer than Linux allows; it is left out");
            return;
        }

        if (PathWalk.Canonical(entry.Name) is not { } path)
        {
            Find(entry.Name, "it leads out of the image; it is left out");
            return;
        }

        if (path.Length == 0)
        {
            Root.Mode = entry.Mode;
            Root.IsImplied = false;
            return;
        }

        var slash = path.LastIndexOf('/');
        var last = path[(slash + 1)..];
        var directory = slash < 0 ? Root : Directory(path[..slash], entry.Name);
        if (directory is null || directory.Level >= Node.DeepestLevel)
        {
            Find(entry.Name, "links on its way lead in a circle, or it lies too deep; it is left out");
            return;
        }

        if (!last.StartsWith(Whiteout, StringComparison.Ordinal))
        {
            Put(directory, last, entry);
            return;
        }

        if (last == OpaqueMarker)
        {
            directory.IsOpaque = true;
            return;
        }

        // aufs kept hard links and orphans under such names.
        if (last.StartsWith(Bookkeeping, StringComparison.Ordinal))
        {
            return;
        }

        if (last[Whiteout.Length..] is "" or "." or "..")
        {
            Find(entry.Name, "it hides no name; it is left out");
            return;
        }

        directory.Hide(last[Whiteout.Length..]);
    }

    /// <summary>Tells of something odd.</summary>
    public void Find(string path, string message) => findings.Add(new ImageFinding(index < 0 ? null : index, path, message));

    /// <summary>Looks for the targets of hard links that came before them, once all entries are in.</summary>
    public void Complete()
    {
        pending.RemoveAll(link => link.Parent!.Child(link.Name) != link);

        // Each pass resolves what the one before made known; links that wait for each other stay.
        for (var pass = 0; pass < MostPasses && pending.RemoveAll(link => PathWalk.Follow(Root, link.LinkTarget!, followsLast: false).Node is { } target && Link(link, target)) > 0;)
        {
            pass++;
        }
    }

    /// <summary>Makes a name a hard link to what is at its target; false if that is no file or is not known yet.</summary>
    public static bool Link(Node link, Node target)
    {
        if (target.IsPending || target.Kind == ImageEntryKind.Directory)
        {
            return false;
        }

        link.TakeAttributes(target);
        link.IsPending = false;
        return true;
    }

    private void Put(Node directory, string name, TarEntry entry)
    {
        if (entry.Kind == ImageEntryKind.Directory && directory.Child(name) is { Kind: ImageEntryKind.Directory } known)
        {
            known.Mode = entry.Mode;
            known.IsImplied = false;
            return;
        }

        var node = new Node(name, entry.Kind)
        {
            Mode = entry.Mode,
            Size = entry.Size,
            Layer = index,
            LinkTarget = entry.Kind == ImageEntryKind.Symlink || entry.IsHardLink ? entry.LinkName : null,
            ContentLayer = index,
            Offset = entry.Offset,
            IsSparse = entry.IsSparse,
            IsPending = entry.IsHardLink,
        };

        // The target as it is now: a later entry of the same name takes the name, not the content.
        var linked = !entry.IsHardLink || (PathWalk.Follow(Root, entry.LinkName, followsLast: false).Node is { } target && Link(node, target));
        if (!linked)
        {
            pending.Add(node);
        }

        // What replaces something may have led elsewhere.
        latest = directory.Child(name) is null ? latest : default;
        directory.Add(node);
    }

    /// <summary>The directory of an entry, made where the layer does not have it; null if links lead in a circle.</summary>
    private Node? Directory(string path, string entry)
    {
        // A directory's entries follow each other in a tar.
        if (latest.Path == path)
        {
            return latest.Directory;
        }

        var walked = PathWalk.Follow(Root, path, followsLast: true, Imply);
        var directory = walked.Node is { Kind: not ImageEntryKind.Directory } file ? Imply(file.Parent!, file.Name) : walked.Node;
        latest = (path, directory);
        return directory;

        Node? Imply(Node parent, string name)
        {
            if (parent.Level >= Node.DeepestLevel)
            {
                return null;
            }

            if (parent.Child(name) is not null)
            {
                latest = default;
                Find(entry, $"{name} on its way was no directory in the same layer; it is one now");
            }

            count.Add();
            var made = new Node(name, ImageEntryKind.Directory) { Mode = 0b111_101_101, Layer = index, IsImplied = true };
            parent.Add(made);
            return made;
        }
    }
}
