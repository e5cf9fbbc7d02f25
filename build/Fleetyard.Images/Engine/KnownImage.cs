using Fleetyard.Images.Cache;
using Fleetyard.Images.Tree;

namespace Fleetyard.Images.Engine;

/// <summary>What the cache knows of an engine's image. The engine checked every layer against its diffID when it took it.</summary>
/// <param name="cache">The cache; null if there is none.</param>
/// <param name="image">The image.</param>
/// <param name="limits">How much it may ask for.</param>
internal sealed class KnownImage(LayerCache? cache, EngineImage image, ImageLimits limits)
{
    private const int WholeImage = -1;

    private LayerFacts? facts;

    /// <summary>The merged view of an image all of whose layers are known; null if one is not.</summary>
    public Merge? Layers()
    {
        var count = new EntryCount(image.Name, limits.Entries);
        var merge = new Merge();
        for (var index = 0; index < image.DiffIds.Count; index++)
        {
            if (Layer(index, count) is not { } layer)
            {
                return null;
            }

            merge.Lay(layer);
        }

        return image.DiffIds.Count > 0 ? merge : null;
    }

    /// <summary>The view of a container that was exported once; null if none was.</summary>
    public Merge? Whole()
    {
        if (cache?.Find(Key(CacheKey.Image, image.Id), WholeImage, new EntryCount(image.Name, limits.Entries)) is not { } whole)
        {
            return null;
        }

        var merge = new Merge();
        merge.Lay(whole);
        return merge;
    }

    /// <summary>A layer, if it is known.</summary>
    public LayerTree? Layer(int index, EntryCount count) => cache?.Find(Key(CacheKey.Layer, image.DiffIds[index]), index, count);

    /// <summary>Keeps a layer, before it is merged.</summary>
    public void StoreLayer(int index, LayerTree layer) => cache?.Store(Key(CacheKey.Layer, image.DiffIds[index]), layer);

    /// <summary>Keeps what a container shows.</summary>
    public void StoreWhole(LayerTree whole) => cache?.Store(Key(CacheKey.Image, image.Id), whole);

    /// <summary>The image, of its merged view.</summary>
    public ImageContent Content(IEntryContents contents, Merge merge, IReadOnlyList<string?> history)
    {
        cache?.Trim();
        var content = new ImageContent(contents)
        {
            Name = image.Name,
            Id = image.Id,
            Platform = image.Platform,
            Layers = image.Layers(history),
            Tree = new ImageTree(merge.Root),
            Findings = cache?.Trouble is { } trouble ? [.. merge.Findings, trouble] : merge.Findings,
        };
        content.Remembered = facts = cache is null ? null : new LayerFacts(cache, content.Origin);
        return content;
    }

    /// <summary>Writes what was found out meanwhile.</summary>
    public void Flush() => facts?.Flush();

    private CacheKey Key(string kind, string digest) => new(kind, digest, image.Platform);
}
