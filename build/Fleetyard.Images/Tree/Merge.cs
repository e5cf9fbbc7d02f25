namespace Fleetyard.Images.Tree;

/// <summary>Lays layers over each other, the lowest first; the one merge for all sources.</summary>
internal sealed class Merge
{
    private readonly List<ImageFinding> findings = [];
    private readonly NodeTable table = new();

    public Node Root => table.Root;

    public IReadOnlyList<ImageFinding> Findings => findings;

    /// <summary>Lays one more layer over what there is; the layer's nodes move over and are not to be used any more.</summary>
    public void Lay(LayerTree layer)
    {
        var (first, texts) = table.Adopt(layer.Table);

        // Before anything is hidden: a layer that renames a file hides the old name and links the new one to it.
        foreach (var link in layer.Pending)
        {
            LinkBelow(new Node(table, first + link), layer);
        }

        findings.AddRange(layer.Findings);
        var whiteouts = layer.Whiteouts;
        var next = 0;
        for (var index = first; index < table.Count; index++)
        {
            var place = index == first ? MergeInto(0, index) : Place(index, first);
            for (; next < whiteouts.Count && whiteouts[next].Directory + first == index; next++)
            {
                // A name that the layer both hides and brings is the layer's, and is linked later: whiteouts are for lower layers.
                table.Remove(place, table.Texts[whiteouts[next].Name + texts]);
            }
        }
    }

    private void LinkBelow(Node link, LayerTree layer)
    {
        if (PathWalk.Follow(Root, link.LinkTarget!, followsLast: false).Node is { } target && LayerTree.Link(link, target))
        {
            return;
        }

        layer.Find(link.Path, $"it is a hard link to {link.LinkTarget}, which is nowhere; it has no content");
        link.Row.Kind = ImageEntryKind.Other;
        link.Row.Set(NodeFlags.Pending, false);
    }

    /// <summary>Puts a node of a layer into its place, in the view so far.</summary>
    /// <returns>The node that stands there now: itself, or the directory that it became one with.</returns>
    private int Place(int index, int first)
    {
        ref var row = ref table[index];
        ref var parent = ref table[row.Parent];
        row.Parent = parent.Is(NodeFlags.Merged) ? parent.FirstChild : row.Parent;
        if (!row.Is(NodeFlags.Linked) || !parent.Is(NodeFlags.Linked | NodeFlags.Merged))
        {
            row.Set(NodeFlags.Linked, false);
            return index;
        }

        // Only a directory of lower layers can have the name already.
        if (row.Parent < first && table.Find(row.Parent, table.Texts[row.Name]) is var below and not 0)
        {
            if (row.Kind == ImageEntryKind.Directory && table[below].Kind == ImageEntryKind.Directory)
            {
                return MergeInto(below, index);
            }

            table.Unlink(below);
        }

        table.Link(index);
        return index;
    }

    private int MergeInto(int below, int index)
    {
        ref var lower = ref table[below];
        ref var upper = ref table[index];
        if (upper.Is(NodeFlags.Opaque))
        {
            table.RemoveAll(below);
        }

        if (!upper.Is(NodeFlags.Implied))
        {
            lower.Mode = upper.Mode;
            lower.Layer = upper.Layer;
        }

        upper.Flags = (upper.Flags & ~NodeFlags.Linked) | NodeFlags.Merged;
        upper.FirstChild = below;
        return below;
    }
}
