using System.IO.Hashing;
using System.Numerics;

namespace Fleetyard.Images.Tree;

/// <summary>The nodes of a tree in rows, with one hash table of their names. Rows are never freed: what is replaced or hidden stays, unlinked.</summary>
/// <remarks>A row comes after its parent's, and the root is the first, so that a tree is read from the table in one pass.</remarks>
internal sealed partial class NodeTable
{
    /// <summary>A path of Linux has at most 4096 bytes, so no honest directory is deeper.</summary>
    public const int DeepestLevel = 2048;

    private const int ChunkBits = 8;
    private const int ChunkSize = 1 << ChunkBits;
    private const int FewestBuckets = 64;

    /// <summary>Nobody who writes a layer knows which of its names fall into one bucket.</summary>
    private static readonly long Seed = Random.Shared.NextInt64();

    private readonly List<NodeRow[]> chunks;
    private int[] buckets = new int[FewestBuckets];
    private int hashed;

    /// <summary>A tree that has only its root.</summary>
    public NodeTable()
        : this([], 0, new Texts()) => Append(new NodeRow { Kind = ImageEntryKind.Directory, Mode = 0b111_101_101, Layer = -1, Flags = NodeFlags.Implied | NodeFlags.Linked });

    private NodeTable(List<NodeRow[]> chunks, int count, Texts texts)
    {
        this.chunks = chunks;
        Count = count;
        Texts = texts;
    }

    public Texts Texts { get; }

    /// <summary>The rows, those included that are not linked.</summary>
    public int Count { get; private set; }

    public Node Root => new(this, 0);

    public ref NodeRow this[int index] => ref chunks[index >> ChunkBits][index & (ChunkSize - 1)];

    /// <summary>The node of a name in a directory; 0 if there is none.</summary>
    public int Find(int parent, ReadOnlySpan<byte> name)
    {
        for (var at = buckets[Bucket(parent, name)]; at != 0; at = this[at].NextInBucket)
        {
            if (this[at].Parent == parent && Texts[this[at].Name].SequenceEqual(name))
            {
                return at;
            }
        }

        return 0;
    }

    /// <summary>Adds a row, and links it in the place of the one that has its name.</summary>
    public int Add(int parent, ReadOnlySpan<byte> name, NodeRow row)
    {
        Remove(parent, name);
        Reserve(1);
        row.Parent = parent;
        row.Name = Texts.Add(name);
        row.Level = (ushort)(this[parent].Level + 1);
        var index = Append(row);
        Link(index);
        return index;
    }

    /// <summary>Makes room for names, so that linking so many moves nothing.</summary>
    public void Reserve(int names)
    {
        if (hashed + names <= buckets.Length)
        {
            return;
        }

        buckets = new int[Math.Max(FewestBuckets, BitOperations.RoundUpToPowerOf2((uint)(hashed + names)))];
        for (var index = 1; index < Count; index++)
        {
            if (this[index].Is(NodeFlags.Linked))
            {
                Hash(index);
            }
        }
    }

    /// <summary>Forgets the hash table of a tree in which nothing is looked up any more.</summary>
    public void Close() => buckets = [];

    /// <summary>Puts a row that is in the table into its parent's directory.</summary>
    public void Link(int index)
    {
        ref var row = ref this[index];
        ref var parent = ref this[row.Parent];
        row.Flags |= NodeFlags.Linked;
        row.FirstChild = 0;
        row.NextSibling = parent.FirstChild;
        parent.FirstChild = index;
        hashed++;
        Hash(index);
    }

    /// <summary>Takes a name away. It stays in the list of its siblings, where to find it would take a walk through a large directory.</summary>
    public void Remove(int parent, ReadOnlySpan<byte> name)
    {
        if (Find(parent, name) is var found and not 0)
        {
            Unlink(found);
        }
    }

    /// <summary>Takes a node out of its directory.</summary>
    public void Unlink(int index)
    {
        ref var row = ref this[index];
        row.Flags &= ~NodeFlags.Linked;
        hashed--;
        ref var at = ref buckets[Bucket(row.Parent, Texts[row.Name])];
        while (at != index)
        {
            at = ref this[at].NextInBucket;
        }

        at = row.NextInBucket;
    }

    /// <summary>Takes all names of a directory away.</summary>
    public void RemoveAll(int parent)
    {
        for (var child = this[parent].FirstChild; child != 0; child = this[child].NextSibling)
        {
            if (this[child].Is(NodeFlags.Linked))
            {
                Unlink(child);
            }
        }

        this[parent].FirstChild = 0;
    }

    /// <summary>Takes the rows of another table, which is not to be used any more, without linking them.</summary>
    /// <returns>How much larger its indexes and the places of its texts are from now on.</returns>
    public (int First, int Texts) Adopt(NodeTable other)
    {
        Reserve(other.Count);
        var texts = Texts.Adopt(other.Texts);
        var first = chunks.Count << ChunkBits;
        chunks.AddRange(other.chunks);
        Count = first + other.Count;
        for (var index = first; index < Count; index++)
        {
            ref var row = ref this[index];
            row.Parent += first;
            row.Name += texts;
            row.Link += row.Is(NodeFlags.HasText) ? texts : row.Is(NodeFlags.HardLink) ? first : 0;
        }

        return (first, texts);
    }

    private int Append(NodeRow row)
    {
        if (Count == chunks.Count << ChunkBits)
        {
            chunks.Add(new NodeRow[ChunkSize]);
        }

        this[Count] = row;
        return Count++;
    }

    private void Hash(int index)
    {
        ref var row = ref this[index];
        ref var bucket = ref buckets[Bucket(row.Parent, Texts[row.Name])];
        row.NextInBucket = bucket;
        bucket = index;
    }

    private int Bucket(int parent, ReadOnlySpan<byte> name) => (int)XxHash3.HashToUInt64(name, Seed + parent) & (buckets.Length - 1);
}
