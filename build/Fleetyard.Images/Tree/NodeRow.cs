using System.Runtime.InteropServices;

namespace Fleetyard.Images.Tree;

/// <summary>A name in a tree of directories, as a row of a <see cref="NodeTable"/>: 52 bytes, for an image may have a million.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct NodeRow
{
    public long Size;

    /// <summary>Where the content begins in its layer's tar; -1 if that is not known.</summary>
    public long Offset;

    public int Parent;

    /// <summary>The name in the table's texts.</summary>
    public int Name;

    /// <summary>A text or a node, as the flags say.</summary>
    public int Link;

    // Nodes that hang together; 0 is the root, which hangs nowhere, and so means none.
    public int FirstChild;
    public int NextSibling;
    public int NextInBucket;

    /// <summary>The layer that brought the name; -1 if that is not known.</summary>
    public short Layer;

    /// <summary>The layer that holds the content: a lower one, if the name is a hard link into it.</summary>
    public short ContentLayer;

    public ushort Mode;
    public ushort Level;
    public byte KindCode;
    public NodeFlags Flags;

    public ImageEntryKind Kind
    {
        readonly get => (ImageEntryKind)KindCode;
        set => KindCode = (byte)value;
    }

    public readonly bool Is(NodeFlags flag) => (Flags & flag) != 0;

    public void Set(NodeFlags flag, bool value) => Flags = value ? Flags | flag : Flags & ~flag;
}
