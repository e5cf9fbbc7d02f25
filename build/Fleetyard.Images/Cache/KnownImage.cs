using Fleetyard.Images.Tree;

namespace Fleetyard.Images.Cache;

/// <summary>What the cache knows of an image whose layers are sure to be what their diffIDs say: an engine checked them when it took them, or we did.</summary>
/// <param name="cache">The cache; null if there is none.</param>
/// <param name="limits">How much the image may ask for.</param>
internal sealed class KnownImage(LayerCache? cache, ImageLimits limits)
{
    private const int WholeImage = -1;

    private LayerFacts? facts;
    private string given = CacheKey.Layer;

    /// <summary>The image's name.</summary>
    public required string Name { get; init; }

    /// <summary>The digest of its configuration.</summary>
    public required string Id { get; init; }

    /// <summary>Operating system and architecture.</summary>
    public required string Platform { get; init; }

    /// <summary>The diffIDs of its layers, the lowest first.</summary>
    public required IReadOnlyList<string> DiffIds { get; init; }

    /// <summary>The views that whoever looks may be given, the best first: <see cref="CacheKey.Layer"/>, <see cref="CacheKey.Image"/>, <see cref="CacheKey.Found"/>.</summary>
    public required IReadOnlyList<string> Views { get; init; }

    /// <summary>The merged view of one kind; null if it is not known.</summary>
    public Merge? Merged(string view) => view == CacheKey.Layer ? Layers() : Whole(view);

    /// <summary>What was found out about the image as a whole, in the best view that may be given; null if nothing was.</summary>
    /// <param name="kind">What sort of thing it is and its version.</param>
    public byte[]? Recall(string kind) => Views.Select(view => cache?.Read(new CacheKey($"{kind}-{view}", Id, Platform), reader => reader.Block())).FirstOrDefault(facts => facts is not null);

    /// <summary>Keeps what was found out about the image as a whole, in the view that it was given in.</summary>
    public void Keep(string kind, byte[] facts) => cache?.Write(new CacheKey($"{kind}-{given}", Id, Platform), writer => writer.Block(facts));

    private Merge? Layers()
    {
        var count = new EntryCount(Name, limits.Entries);
        var merge = new Merge();
        for (var index = 0; index < DiffIds.Count; index++)
        {
            if (Layer(index, count) is not { } layer)
            {
                return null;
            }

            merge.Lay(layer);
        }

        return DiffIds.Count > 0 ? merge : null;
    }

    /// <summary>A layer, if it is known.</summary>
    public LayerTree? Layer(int index, EntryCount count) => cache?.Find(Key(CacheKey.Layer, DiffIds[index]), index, count);

    /// <summary>Keeps a layer, before it is merged.</summary>
    public void StoreLayer(int index, LayerTree layer) => cache?.Store(Key(CacheKey.Layer, DiffIds[index]), layer);

    /// <summary>Keeps a view that does not tell layers apart: what a container shows, or what its find told.</summary>
    public void StoreWhole(string view, LayerTree whole) => cache?.Store(Key(view, Id), whole);

    /// <summary>The image, of its merged view.</summary>
    public ImageContent Content(IEntryContents contents, string view, Merge merge, IReadOnlyList<ImageLayer> layers)
    {
        given = view;
        var content = new ImageContent(contents)
        {
            Name = Name,
            Id = Id,
            Platform = Platform,
            Layers = layers,
            Tree = new ImageTree(merge.Root),
            Findings = WithCaches(merge.Findings),
        };
        content.Remembered = facts = cache is null ? null : new LayerFacts(cache, content.Origin, Platform);
        return content;
    }

    /// <summary>What is odd about the image and, told once, about the cache, which is known when the image was looked at.</summary>
    public IReadOnlyList<ImageFinding> WithCaches(IReadOnlyList<ImageFinding> findings) => [.. OfImage(findings), .. cache?.Findings ?? []];

    /// <summary>What is odd about the image alone, whatever the cache was like.</summary>
    public IReadOnlyList<ImageFinding> OfImage(IReadOnlyList<ImageFinding> findings) => [.. findings.Except(cache?.Findings ?? [])];

    /// <summary>Writes what was found out meanwhile.</summary>
    public void Flush()
    {
        facts?.Flush();
        if (cache is { HasGrown: true })
        {
            cache.Trim();
        }
    }

    private Merge? Whole(string kind)
    {
        if (cache?.Find(Key(kind, Id), WholeImage, new EntryCount(Name, limits.Entries)) is not { } whole)
        {
            return null;
        }

        var merge = new Merge();
        merge.Lay(whole);
        return merge;
    }

    private CacheKey Key(string kind, string digest) => new(kind, digest, Platform);
}
