using Fleetyard.Images.Tree;

namespace Fleetyard.Images.Cache;

/// <summary>What the cache knows of an image whose layers are sure to be what their diffIDs say: an engine checked them when it took them, or we did.</summary>
/// <param name="cache">The cache; null if there is none.</param>
/// <param name="limits">How much the image may ask for.</param>
internal sealed class KnownImage(LayerCache? cache, ImageLimits limits)
{
    private const int WholeImage = -1;

    private LayerFacts? facts;

    /// <summary>The image's name.</summary>
    public required string Name { get; init; }

    /// <summary>The digest of its configuration.</summary>
    public required string Id { get; init; }

    /// <summary>Operating system and architecture.</summary>
    public required string Platform { get; init; }

    /// <summary>The diffIDs of its layers, the lowest first.</summary>
    public required IReadOnlyList<string> DiffIds { get; init; }

    /// <summary>The merged view of an image all of whose layers are known; null if one is not.</summary>
    public Merge? Layers()
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

    /// <summary>The view of a container that was exported once; null if none was.</summary>
    public Merge? Whole()
    {
        if (cache?.Find(Key(CacheKey.Image, Id), WholeImage, new EntryCount(Name, limits.Entries)) is not { } whole)
        {
            return null;
        }

        var merge = new Merge();
        merge.Lay(whole);
        return merge;
    }

    /// <summary>A layer, if it is known.</summary>
    public LayerTree? Layer(int index, EntryCount count) => cache?.Find(Key(CacheKey.Layer, DiffIds[index]), index, count);

    /// <summary>Keeps a layer, before it is merged.</summary>
    public void StoreLayer(int index, LayerTree layer) => cache?.Store(Key(CacheKey.Layer, DiffIds[index]), layer);

    /// <summary>Keeps what a container shows.</summary>
    public void StoreWhole(LayerTree whole) => cache?.Store(Key(CacheKey.Image, Id), whole);

    /// <summary>The image, of its merged view.</summary>
    public ImageContent Content(IEntryContents contents, Merge merge, IReadOnlyList<ImageLayer> layers)
    {
        cache?.Trim();
        var content = new ImageContent(contents)
        {
            Name = Name,
            Id = Id,
            Platform = Platform,
            Layers = layers,
            Tree = new ImageTree(merge.Root),
            Findings = cache?.Trouble is { } trouble ? [.. merge.Findings, trouble] : merge.Findings,
        };
        content.Remembered = facts = cache is null ? null : new LayerFacts(cache, content.Origin, Platform);
        return content;
    }

    /// <summary>Writes what was found out meanwhile.</summary>
    public void Flush() => facts?.Flush();

    private CacheKey Key(string kind, string digest) => new(kind, digest, Platform);
}
