namespace Fleetyard.Images.Tree;

/// <summary>A name in a tree of directories; small, for an image may have a million.</summary>
internal sealed class Node(string name, ImageEntryKind kind)
{
    /// <summary>A path of Linux has at most 4096 bytes, so no honest directory is deeper.</summary>
    public const int DeepestLevel = 2048;

    public string Name { get; } = name;

    public ImageEntryKind Kind { get; set; } = kind;

    public int Mode { get; set; }

    public long Size { get; set; }

    public string? LinkTarget { get; set; }

    /// <summary>The layer that brought the name.</summary>
    public int Layer { get; set; } = -1;

    /// <summary>The layer that holds the content: a lower one, if the name is a hard link into it.</summary>
    public int ContentLayer { get; set; } = -1;

    /// <summary>Where the content begins in that layer's tar.</summary>
    public long Offset { get; set; } = -1;

    public bool IsSparse { get; set; }

    /// <summary>A directory that a layer has no entry for, only entries in it.</summary>
    public bool IsImplied { get; set; }

    /// <summary>A hard link whose target is not known yet, in <see cref="LinkTarget"/>.</summary>
    public bool IsPending { get; set; }

    /// <summary>A directory that hides what lower layers have in it.</summary>
    public bool IsOpaque { get; set; }

    /// <summary>Names in this directory that hide those of lower layers.</summary>
    public HashSet<string>? Whiteouts { get; private set; }

    public Node? Parent { get; private set; }

    public Dictionary<string, Node>? Children { get; private set; }

    public int Level { get; private set; }

    public string Path
    {
        get
        {
            var names = new Stack<string>();
            for (var node = this; node.Parent is not null; node = node.Parent)
            {
                names.Push(node.Name);
            }

            return '/' + string.Join('/', names);
        }
    }

    public static Node Root() => new("", ImageEntryKind.Directory) { Mode = 0b111_101_101, IsImplied = true };

    public Node? Child(string name) => Children?.GetValueOrDefault(name);

    public void Add(Node child)
    {
        child.Parent = this;
        child.Level = Level + 1;
        Children ??= new Dictionary<string, Node>(StringComparer.Ordinal);
        Children[child.Name] = child;
    }

    public void Remove(string name) => Children?.Remove(name);

    public void RemoveAll() => Children = null;

    public void Hide(string name) => (Whiteouts ??= new HashSet<string>(StringComparer.Ordinal)).Add(name);

    /// <summary>Takes everything of another one but its name and what it holds.</summary>
    public void TakeAttributes(Node other)
    {
        Kind = other.Kind;
        Mode = other.Mode;
        Size = other.Size;
        LinkTarget = other.LinkTarget;
        ContentLayer = other.ContentLayer;
        Offset = other.Offset;
        IsSparse = other.IsSparse;
        IsImplied = other.IsImplied;
    }
}
