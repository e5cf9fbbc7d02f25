using System.Text;
using Fleetyard.Images.Tars;

namespace Fleetyard.Images.Tree;

/// <summary>One layer as if unpacked into an empty directory: what it brings, and what it hides of the layers below.</summary>
/// <remarks>
/// This is how engines unpack a layer for overlayfs, so symlinks of lower layers do not redirect its entries: a directory that the layer
/// only implies replaces them. OCI image specification, "Image Layer Filesystem Changeset", tells of whiteouts.
/// </remarks>
/// <param name="index">The layer's index; -1 if it is the whole image, merged by somebody else.</param>
/// <param name="count">Counts the entries of all layers.</param>
internal sealed partial class LayerTree(int index, EntryCount count)
{
    private const string Whiteout = ".wh.";
    private const string OpaqueMarker = ".wh..wh..opq";
    private const string Bookkeeping = ".wh..wh.";
    private const int LongestPath = 4096;

    /// <summary>Who is told of a thousand odd entries needs no more; a hostile layer has a million.</summary>
    private const int MostFindings = 1000;

    private readonly List<ImageFinding> findings = [];
    private readonly List<int> pending = [];
    private readonly List<(int Directory, int Name)> whiteouts = [];
    private (string? Path, Node? Directory) latest;

    /// <summary>A layer whose entries are all there.</summary>
    public LayerTree(int index, NodeTable table, IEnumerable<int> pending, IEnumerable<(int Directory, int Name)> whiteouts, IEnumerable<ImageFinding> findings)
        : this(index, new EntryCount("", 0))
    {
        Table = table;
        this.pending.AddRange(pending);
        this.whiteouts.AddRange(whiteouts);
        this.findings.AddRange(findings);
    }

    public NodeTable Table { get; } = new();

    public Node Root => Table.Root;

    public IReadOnlyList<ImageFinding> Findings => findings;

    /// <summary>Hard links whose targets this layer does not have: they are in lower ones, or nowhere.</summary>
    public IReadOnlyList<int> Pending => pending;

    /// <summary>Names that hide those of lower layers, as texts of the table, with their directories; in the directories' order.</summary>
    public IReadOnlyList<(int Directory, int Name)> Whiteouts => whiteouts;

    /// <summary>Takes an entry of the layer's tar.</summary>
    public void Add(TarEntry entry)
    {
        count.Add(entry);
        if (entry.Name.Length > LongestPath || entry.LinkName.Length > LongestPath)
        {
            Find(entry.Name[..Math.Min(entry.Name.Length, 100)], "its name or link is longer than Linux allows; it is left out");
            return;
        }

        if (entry.Offset > NodeRow.LargestOffset)
        {
            Find(entry.Name, "it is more than two terabytes into its layer; it is left out");
            return;
        }

        if (PathWalk.Canonical(entry.Name) is not { } path)
        {
            Find(entry.Name, "it leads out of the image; it is left out");
            return;
        }

        if (path.Length == 0)
        {
            TakeMode(Root, entry.Mode);
            return;
        }

        var slash = path.LastIndexOf('/');
        var last = path[(slash + 1)..];
        var directory = slash < 0 ? Root : Directory(path[..slash], entry.Name);
        if (directory is not { Level: < NodeTable.DeepestLevel } parent)
        {
            Find(entry.Name, "links on its way lead in a circle, or it lies too deep; it is left out");
            return;
        }

        if (!last.StartsWith(Whiteout, StringComparison.Ordinal))
        {
            Put(parent, last, entry);
            return;
        }

        if (last == OpaqueMarker)
        {
            parent.Row.Set(NodeFlags.Opaque, true);
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

        Hide(parent, Encoding.UTF8.GetBytes(last[Whiteout.Length..]));
    }

    /// <summary>Takes a name in a directory that hides those of lower layers.</summary>
    public void Hide(Node directory, ReadOnlySpan<byte> name) => whiteouts.Add((directory.Index, Table.Texts.Add(name)));

    /// <summary>Tells of something odd.</summary>
    public void Find(string path, string message)
    {
        if (findings.Count < MostFindings)
        {
            findings.Add(new ImageFinding(index < 0 ? null : index, path, message));
        }
        else if (findings.Count == MostFindings)
        {
            findings.Add(new ImageFinding(index < 0 ? null : index, "", $"more than {MostFindings} of its entries are odd; the others are not told"));
        }
    }

    private static void TakeMode(Node directory, int mode)
    {
        directory.Row.Mode = (ushort)mode;
        directory.Row.Set(NodeFlags.Implied, false);
    }

    private void Put(Node directory, string name, TarEntry entry)
    {
        var known = directory.Child(name);
        if (entry.Kind == ImageEntryKind.Directory && known is { Kind: ImageEntryKind.Directory } same)
        {
            TakeMode(same, entry.Mode);
            return;
        }

        // The target as it is now: a later entry of the same name takes the name, not the content.
        var target = entry.IsHardLink ? PathWalk.Follow(Root, entry.LinkName, followsLast: false).Node : null;
        var node = directory.Add(name, Row(entry));
        if (entry.IsHardLink && (target is not { } there || !Link(node, there)))
        {
            pending.Add(node.Index);
        }

        // What replaces something may have led elsewhere.
        latest = known is null ? latest : default;
    }

    private NodeRow Row(TarEntry entry)
    {
        var isLink = entry.Kind == ImageEntryKind.Symlink || entry.IsHardLink;
        return new NodeRow
        {
            Kind = entry.Kind,
            Mode = (ushort)entry.Mode,
            Size = entry.Size,
            Layer = (short)index,
            Offset = entry.Offset,
            Link = isLink ? Table.Texts.Add(Encoding.UTF8.GetBytes(entry.LinkName)) : 0,
            Flags = (isLink ? NodeFlags.HasText : NodeFlags.None) | (entry.IsSparse ? NodeFlags.Sparse : NodeFlags.None) | (entry.IsHardLink ? NodeFlags.Pending : NodeFlags.None),
        };
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
        var directory = walked.Node is { Kind: not ImageEntryKind.Directory } file ? Imply(file.Parent!.Value, file.Name) : walked.Node;
        latest = (path, directory);
        return directory;

        Node? Imply(Node parent, string name)
        {
            if (parent.Level >= NodeTable.DeepestLevel)
            {
                return null;
            }

            if (parent.Child(name) is not null)
            {
                latest = default;
                Find(entry, $"{name} on its way was no directory in the same layer; it is one now");
            }

            count.Add();
            return parent.Add(name, new NodeRow { Kind = ImageEntryKind.Directory, Mode = 0b111_101_101, Layer = (short)index, Flags = NodeFlags.Implied });
        }
    }
}
