namespace Fleetyard.Images;

/// <summary>An image as it was read: its layers, and the merged view of them.</summary>
/// <remarks>Contents are opened through its source, which has to live as long.</remarks>
public sealed class ImageContent
{
    private readonly IEntryContents contents;

    internal ImageContent(IEntryContents contents) => this.contents = contents;

    /// <summary>The image's name, as asked for or as its archive says.</summary>
    public required string Name { get; init; }

    /// <summary>The digest of the image's configuration, which docker calls its ID.</summary>
    public required string Id { get; init; }

    /// <summary>Operating system and architecture, such as <c>linux/amd64</c>.</summary>
    public required string Platform { get; init; }

    /// <summary>The layers, the lowest first.</summary>
    public required IReadOnlyList<ImageLayer> Layers { get; init; }

    /// <summary>The merged view.</summary>
    public required ImageTree Tree { get; init; }

    /// <summary>What is odd about the image, in the layers' order.</summary>
    public required IReadOnlyList<ImageFinding> Findings { get; init; }

    /// <summary>What was found out about the entries before; null where there is no cache, or nothing vouches for what the layers are.</summary>
    public IRemembered? Remembered { get; internal set; }

    /// <summary>All entries of the merged view, each directory before what it holds, names in ordinal order.</summary>
    public IEnumerable<ImageEntry> Entries => Tree.Entries;

    /// <summary>Where an entry comes from.</summary>
    public ImageOrigin Origin(ImageEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var (layer, path) = entry.Kind == ImageEntryKind.File ? (entry.Node.ContentLayer, entry.Node.ContentPath) : (entry.Node.Layer, entry.Path);
        return new ImageOrigin(layer < 0 ? Id : Layers[layer].DiffId, path);
    }

    /// <summary>Opens a file's content.</summary>
    /// <returns>A seekable stream; the caller disposes it.</returns>
    /// <exception cref="ImageException">It is not a file, or its content cannot be read.</exception>
    public async Task<Stream> OpenAsync(ImageEntry entry, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return entry switch
        {
            { Kind: not ImageEntryKind.File } => throw new ImageException($"{entry.Path} of {Name} has no content to read: it is a {entry.Kind.ToString().ToLowerInvariant()}; resolve links first."),
            { Node.IsSparse: true } => throw new ImageException($"{entry.Path} of {Name} is stored as a sparse file, which is not expanded here; look at it in a container."),
            { Size: 0 } => new MemoryStream([], writable: false),
            _ => await contents.OpenAsync(entry, cancellationToken),
        };
    }
}
