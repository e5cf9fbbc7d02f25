using Fleetyard.Images.Cache;
using Fleetyard.Images.Sources;
using Fleetyard.Images.Tars;
using Fleetyard.Images.Tree;

namespace Fleetyard.Images.Registry;

/// <summary>Reads the layers of an image as they come from the registry, and keeps of them only the contents that are wanted.</summary>
/// <param name="client">Gets them.</param>
/// <param name="image">The image.</param>
/// <param name="known">What the cache may know of it.</param>
/// <param name="asked">The image's name as it was asked for.</param>
/// <param name="options">Limits, clock, and who listens.</param>
internal sealed class RegistryLayers(RegistryClient client, RegistryImage image, KnownImage known, string asked, ImageSourceOptions options) : IEntryContents, IDisposable
{
    /// <summary>More would share the same line.</summary>
    private const int AtATime = 2;

    private const int BufferSize = 1 << 17;

    private readonly KeptContents kept = new(options.Limits.KeptBytes);
    private readonly SemaphoreSlim again = new(1);
    private readonly Dictionary<int, Node> fetchedAgain = [];
    private Func<string, bool> isWanted = _ => false;

    /// <summary>Reads and merges the layers.</summary>
    public async Task<ImageContent> ReadAsync(Func<string, bool> wanted, CancellationToken cancellationToken)
    {
        isWanted = wanted;

        // What a broken attempt has counted stays counted: the limits are far from honest images.
        var count = new EntryCount(image.Name, options.Limits.Entries);
        var budget = new Budget(options.Limits);
        var layers = new LayerTree[image.Layers.Count];
        await Parallel.ForAsync(0, layers.Length, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = AtATime }, async (index, token) =>
            layers[index] = known.Layer(index, count) ?? await FetchLayerAsync(index, count, budget, token));

        var merge = new Merge();
        foreach (var layer in layers)
        {
            cancellationToken.ThrowIfCancellationRequested();
            merge.Lay(layer);
        }

        return known.Content(this, CacheKey.Layer, merge, [.. image.Layers.Select(layer => layer.Layer)]);
    }

    /// <inheritdoc/>
    public async Task<Stream> OpenAsync(ImageEntry entry, CancellationToken cancellationToken)
    {
        await again.WaitAsync(cancellationToken);
        try
        {
            var offset = entry.Node.Offset >= 0 ? entry.Node.Offset : await Task.Run(() => OffsetAsync(entry.Node, cancellationToken), cancellationToken);
            return kept.Open(entry.Node.ContentLayer, offset) ?? await Task.Run(() => ReadAgainAsync(entry, offset, cancellationToken), cancellationToken);
        }
        finally
        {
            again.Release();
        }
    }

    public void Dispose()
    {
        kept.Dispose();
        again.Dispose();
    }

    /// <summary>The tree of one layer, whose blob and diffID were verified to its last byte, so that it may be remembered.</summary>
    private async Task<LayerTree> FetchLayerAsync(int index, EntryCount count, Budget budget, CancellationToken cancellationToken)
    {
        var total = image.Layers[index].Blob.Size;
        var progress = options.Progress is { } listener ? new LayerProgress(listener, new ImageProgress(asked, "fetching", index, image.Layers.Count, 0, total), options.Time) : null;
        var layer = await FetchAsync(index, budget, progress, tar => LayerReader.Read(tar, index, count, entry =>
        {
            if (isWanted(entry.Path))
            {
                Keep(index, entry.Entry, tar, cancellationToken);
            }
        }, cancellationToken), cancellationToken);
        known.StoreLayer(index, layer);
        return layer;
    }

    /// <summary>
    /// Where a content begins that an index knows which was made of a layer's directory: such a one has no places in the tar, and knows neither hard links
    /// nor what lies behind links. The layer is fetched, and its contents that are wanted with it.
    /// </summary>
    private async Task<long> OffsetAsync(Node node, CancellationToken cancellationToken)
    {
        var index = node.ContentLayer;
        if (!fetchedAgain.TryGetValue(index, out var root))
        {
            var merge = new Merge();
            merge.Lay(await FetchLayerAsync(index, new EntryCount(image.Name, options.Limits.Entries), new Budget(options.Limits), cancellationToken));
            fetchedAgain[index] = root = merge.Root;
        }

        return PathWalk.Follow(root, node.ContentPath, followsLast: false).Node?.Offset ?? -1;
    }

    /// <summary>A content that nobody said would be wanted: the layer is fetched once more, and to its end, for only there is it known to be true.</summary>
    private async Task<Stream> ReadAgainAsync(ImageEntry entry, long offset, CancellationToken cancellationToken)
    {
        var node = entry.Node;
        var hasRoom = await FetchAsync(node.ContentLayer, new Budget(options.Limits), null, tar =>
        {
            while (tar.Next(cancellationToken) is { } found)
            {
                if (found.Offset == offset && found.StoredSize == node.Size)
                {
                    return Keep(node.ContentLayer, found, tar, cancellationToken);
                }
            }

            return true;
        }, cancellationToken);
        return hasRoom
            ? kept.Open(node.ContentLayer, offset) ?? throw new ImageException($"{entry.Path} of {image.Name} is not in its layer any more; start again.")
            : throw new ImageException($"{entry.Path} of {image.Name} has {node.Size} bytes, more than the {options.Limits.KeptBytes} of temporary storage have room for; raise the limit.");
    }

    private bool Keep(int index, TarEntry entry, TarEntries tar, CancellationToken cancellationToken) =>
        kept.Keep(index, entry.Offset, entry.StoredSize, target => tar.CopyBody(entry, target, cancellationToken));

    /// <summary>Reads a layer's tar as it comes; what was kept of it is forgotten unless it proves true.</summary>
    private async Task<T> FetchAsync<T>(int index, Budget budget, LayerProgress? progress, Func<TarEntries, T> read, CancellationToken cancellationToken)
    {
        var (layer, blob) = image.Layers[index];
        var what = $"layer {index + 1} ({blob.Digest}) of {image.Name}";
        var diffId = BlobDigest.Parse(layer.DiffId, image.Name);
        try
        {
            return await client.TwiceAsync(what, () => FetchOnceAsync(), () => kept.Forget(index));
        }
        catch
        {
            kept.Forget(index);
            throw;
        }

        async Task<T> FetchOnceAsync()
        {
            using var transfer = await client.OpenBlobAsync(blob.Digest, cancellationToken);
            using var packed = new VerifiedStream(transfer, blob.Digest, blob.Size, what, progress is null ? null : progress.Report);
            using var unpacked = new Decompressed(Unpack(packed), what, blob.Size, budget);
            using var content = new VerifiedStream(unpacked, diffId, null, $"the content of {what}");
            using var buffered = new BufferedStream(content, BufferSize);
            var result = read(new TarEntries(buffered, what));
            content.Verify();
            packed.Verify();
            return result;
        }
    }

    /// <summary>How it is compressed is told by its first bytes, for media types are wrong at times.</summary>
    private static Stream Unpack(VerifiedStream packed)
    {
        var magic = new byte[4];
        var length = packed.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        var whole = new PeekedStream(magic.AsMemory(0, length), packed);
        return Blob.Unpack(magic, whole) ?? whole;
    }
}
