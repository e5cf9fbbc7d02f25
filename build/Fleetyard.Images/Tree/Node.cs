using System.Text;

namespace Fleetyard.Images.Tree;

/// <summary>A name in a tree of directories.</summary>
internal readonly record struct Node(NodeTable Table, int Index)
{
    /// <summary>What is stored of it.</summary>
    public ref NodeRow Row => ref Table[Index];

    public string Name => Table.Texts.Text(Row.Name);

    public ImageEntryKind Kind => Row.Kind;

    public int Mode => Row.Mode;

    public long Size => Row.Size;

    /// <summary>Where a symlink leads, or a hard link that has no target.</summary>
    public string? LinkTarget => Row.Is(NodeFlags.HasText) ? Table.Texts.Text(Row.Link) : null;

    public int Layer => Row.Layer;

    /// <summary>The layer that holds the content: a lower one, if the name is a hard link into it.</summary>
    public int ContentLayer => Row.Is(NodeFlags.HardLink) ? Table[Row.Link].Layer : Row.Layer;

    public long Offset => Row.Offset;

    public bool IsSparse => Row.Is(NodeFlags.Sparse);

    public bool IsPending => Row.Is(NodeFlags.Pending);

    public int Level => Row.Level;

    /// <summary>The directory; null for the root.</summary>
    public Node? Parent => Index == 0 ? null : this with { Index = Row.Parent };

    /// <summary>The path in the layer that holds the content: another one than its own, if it is a hard link.</summary>
    public string ContentPath => Row.Is(NodeFlags.HardLink) ? (this with { Index = Row.Link }).Path : Path;

    public string Path
    {
        get
        {
            var names = new Stack<string>(Level);
            for (var node = this; node.Level > 0; node = node with { Index = node.Row.Parent })
            {
                names.Push(node.Name);
            }

            return '/' + string.Join('/', names);
        }
    }

    /// <summary>What a directory holds, in the order of the names' bytes.</summary>
    public IEnumerable<Node> Children
    {
        get
        {
            var table = Table;
            var children = new List<int>();
            for (var child = Row.FirstChild; child != 0; child = table[child].NextSibling)
            {
                if (table[child].Is(NodeFlags.Linked))
                {
                    children.Add(child);
                }
            }

            children.Sort((left, right) => table.Texts[table[left].Name].SequenceCompareTo(table.Texts[table[right].Name]));
            return children.Select(child => new Node(table, child));
        }
    }

    public Node? Child(string name)
    {
        Span<byte> bytes = stackalloc byte[256];
        bytes = Encoding.UTF8.TryGetBytes(name, bytes, out var length) ? bytes[..length] : Encoding.UTF8.GetBytes(name);
        return Table.Find(Index, bytes) is var found and not 0 ? this with { Index = found } : null;
    }

    /// <summary>Puts a new node into a directory, in the place of the one that has its name.</summary>
    public Node Add(string name, NodeRow row) => Add(Encoding.UTF8.GetBytes(name), row);

    /// <inheritdoc cref="Add(string, NodeRow)"/>
    public Node Add(ReadOnlySpan<byte> name, NodeRow row) => this with { Index = Table.Add(Index, name, row) };

    /// <summary>Takes everything of another one of the same table but its name and what it holds.</summary>
    public void TakeAttributes(Node other)
    {
        const NodeFlags Taken = NodeFlags.Sparse | NodeFlags.Implied | NodeFlags.HasText | NodeFlags.HardLink;
        ref var row = ref Row;
        var from = other.Row;
        row.Kind = from.Kind;
        row.Mode = from.Mode;
        row.Size = from.Size;
        row.Offset = from.Offset;
        row.Link = from.Is(NodeFlags.HasText | NodeFlags.HardLink) ? from.Link : other.Index;
        row.Flags = (row.Flags & ~Taken) | (from.Flags & Taken) | (from.Is(NodeFlags.HasText) ? NodeFlags.None : NodeFlags.HardLink);
    }
}
