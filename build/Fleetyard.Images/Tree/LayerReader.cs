using Fleetyard.Images.Tars;

namespace Fleetyard.Images.Tree;

/// <summary>Reads a layer's tar into a tree.</summary>
internal static class LayerReader
{
    /// <param name="tar">The tar.</param>
    /// <param name="index">The layer's index.</param>
    /// <param name="count">Counts entries.</param>
    /// <param name="content">Gets each file with its absolute path while its content can be read; null if nobody needs that.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static LayerTree Read(TarEntries tar, int index, EntryCount count, Action<(string Path, TarEntry Entry)>? content, CancellationToken cancellationToken)
    {
        var tree = new LayerTree(index, count);
        while (tar.Next(cancellationToken) is { } entry)
        {
            tree.Add(entry);
            if (content is not null && entry is { Kind: ImageEntryKind.File, IsHardLink: false, IsSparse: false, Size: > 0 })
            {
                content(('/' + PathWalk.Canonical(entry.Name), entry));
            }
        }

        if (!tar.HasEnd)
        {
            tree.Find("", "its tar has no end marker; it may be cut off");
        }

        tree.Complete();
        return tree;
    }
}
