using System.Runtime.InteropServices;

namespace Fleetyard.Images.Tree;

/// <summary>A name in a tree of directories, as a row of a <see cref="NodeTable"/>: 44 bytes, for an image may have a million.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct NodeRow
{
    /// <summary>A tar counts in blocks.</summary>
    private const int BlockBits = 9;

    private const int KindBit = 12;

    public long Size;

    /// <summary>Where the content begins, in blocks; 0, where a header is, if that is not known.</summary>
    private uint block;

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

    public ushort Level;

    private ushort modeAndKind;

    public NodeFlags Flags;

    public ushort Mode
    {
        readonly get => (ushort)(modeAndKind & ((1 << KindBit) - 1));
        set => modeAndKind = (ushort)((modeAndKind >> KindBit << KindBit) | (value & ((1 << KindBit) - 1)));
    }

    public ImageEntryKind Kind
    {
        readonly get => (ImageEntryKind)(modeAndKind >> KindBit);
        set => modeAndKind = (ushort)(((int)value << KindBit) | Mode);
    }

    /// <summary>Where the content begins in its layer's tar; -1 if that is not known.</summary>
    public long Offset
    {
        readonly get => block == 0 ? -1 : (long)block << BlockBits;
        set => block = value < 0 ? 0 : (uint)(value >> BlockBits);
    }

    /// <summary>Where no content begins that is to be found again: two terabytes.</summary>
    public static long LargestOffset => (long)uint.MaxValue << BlockBits;

    public readonly bool Is(NodeFlags flag) => (Flags & flag) != 0;

    public void Set(NodeFlags flag, bool value) => Flags = value ? Flags | flag : Flags & ~flag;
}
