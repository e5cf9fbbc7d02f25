namespace Fleetyard.Images.Tree;

/// <summary>Lays layers over each other, the lowest first; the one merge for all sources.</summary>
internal sealed class Merge
{
    private readonly List<ImageFinding> findings = [];

    public Node Root { get; } = Node.Root();

    public IReadOnlyList<ImageFinding> Findings => findings;

    /// <summary>Lays one more layer over what there is; the layer's nodes move over and are not to be used any more.</summary>
    public void Lay(LayerTree layer)
    {
        // Before anything is hidden: a layer that renames a file hides the old name and links the new one to it.
        foreach (var link in layer.Pending)
        {
            LinkBelow(link, layer);
        }

        findings.AddRange(layer.Findings);
        var open = new Stack<(Node Lower, Node Upper)>([(Root, layer.Root)]);
        while (open.TryPop(out var pair))
        {
            var (lower, upper) = pair;
            Hide(lower, upper);
            TakeMode(lower, upper);
            foreach (var child in upper.Children?.Values ?? Enumerable.Empty<Node>())
            {
                // A name that the layer both hides and brings is the layer's: whiteouts are for lower layers.
                if (child.Kind == ImageEntryKind.Directory && lower.Child(child.Name) is { Kind: ImageEntryKind.Directory } below)
                {
                    open.Push((below, child));
                    continue;
                }

                lower.Add(child);
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
        link.Kind = ImageEntryKind.Other;
        link.IsPending = false;
    }

    private static void Hide(Node lower, Node upper)
    {
        if (upper.IsOpaque)
        {
            lower.RemoveAll();
        }

        foreach (var name in upper.Whiteouts ?? Enumerable.Empty<string>())
        {
            lower.Remove(name);
        }
    }

    private static void TakeMode(Node lower, Node upper)
    {
        if (upper.IsImplied)
        {
            return;
        }

        lower.Mode = upper.Mode;
        lower.Layer = upper.Layer;
    }
}
