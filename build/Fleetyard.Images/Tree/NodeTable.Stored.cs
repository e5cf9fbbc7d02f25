using System.Runtime.CompilerServices;
using Fleetyard.Images.Cache;

namespace Fleetyard.Images.Tree;

/// <content>The table as a file: its rows as they lie in memory, and the texts.</content>
internal sealed partial class NodeTable
{
    public void Write(CacheWriter writer)
    {
        writer.Number(Count);
        for (var at = 0; at < chunks.Count; at++)
        {
            writer.Values<NodeRow>(chunks[at].AsSpan(0, Math.Min(ChunkSize, Count - (at << ChunkBits))));
        }

        Texts.Write(writer);
    }

    /// <summary>Reads the rows of a layer, which are not linked by that.</summary>
    /// <exception cref="InvalidDataException">They are none.</exception>
    public static NodeTable Read(CacheReader reader, short layer)
    {
        var count = reader.Count(Unsafe.SizeOf<NodeRow>());
        var chunks = new List<NodeRow[]>();
        for (var at = 0; at < count; at += ChunkSize)
        {
            chunks.Add(new NodeRow[ChunkSize]);
            reader.Values(chunks[^1].AsSpan(0, Math.Min(ChunkSize, count - at)));
        }

        var table = new NodeTable(chunks, count, Texts.Read(reader));
        for (var index = 0; index < count; index++)
        {
            CacheReader.Require(table.Mend(index, layer));
        }

        return table;
    }

    /// <summary>Whether a row can be relied on, its level and layer set right.</summary>
    private bool Mend(int index, short layer)
    {
        ref var row = ref this[index];
        row.Layer = row.Layer < 0 ? row.Layer : layer;
        row.Set(NodeFlags.Merged, false);
        if (index == 0)
        {
            (row.Parent, row.Level) = (0, 0);
            return row is { Kind: ImageEntryKind.Directory, Link: 0 } && row.Is(NodeFlags.Linked) && !row.Is(NodeFlags.HasText | NodeFlags.HardLink);
        }

        if (row.Parent < 0 || row.Parent >= index || row.Kind > ImageEntryKind.Other || row.Size < 0 || !Texts.Has(row.Name))
        {
            return false;
        }

        row.Level = (ushort)(this[row.Parent].Level + 1);
        var name = Texts[row.Name];
        return row.Level <= DeepestLevel + 1 && this[row.Parent].Kind == ImageEntryKind.Directory
            && name.Length > 0 && !name.Contains((byte)'/') && !name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8)
            && (row.Is(NodeFlags.HasText) ? Texts.Has(row.Link) : row.Kind != ImageEntryKind.Symlink && !row.Is(NodeFlags.Pending))
            && (!row.Is(NodeFlags.HardLink) || (!row.Is(NodeFlags.HasText) && row.Link > 0 && row.Link < Count));
    }
}
