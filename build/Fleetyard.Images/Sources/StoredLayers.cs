using Fleetyard.Images.Tars;
using Fleetyard.Images.Tree;

namespace Fleetyard.Images.Sources;

/// <summary>Reads the layers of an image on disk, side by side, and opens the contents of their files.</summary>
internal sealed class StoredLayers(StoredImage image, ImageLimits limits, IProgress<ImageProgress>? listener = null) : IEntryContents, IDisposable
{
    private const string Reading = "reading";

    private readonly KeptContents kept = new(limits.KeptBytes);
    private readonly SemaphoreSlim again = new(1);
    private readonly ProgressMeter progress = new(listener, new ImageProgress(image.Name, Reading, null, image.Layers.Count, 0, image.Layers.Sum(layer => layer.Blob.Length)));

    /// <summary>Reads and merges the layers.</summary>
    public async Task<ImageContent> ReadAsync(Func<string, bool> wanted, CancellationToken cancellationToken)
    {
        var count = new EntryCount(image.Name, limits.Entries);
        var budget = new Budget(limits);
        var layers = new LayerTree[image.Layers.Count];

        // The largest first: whoever begins it last would end alone.
        var order = Enumerable.Range(0, layers.Length).OrderByDescending(index => image.Layers[index].Blob.Length);
        await Parallel.ForEachAsync(order, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount }, (index, token) =>
        {
            layers[index] = ReadLayer(index, count, budget, wanted, token);
            return ValueTask.CompletedTask;
        });

        progress.End();
        var merge = new Merge();
        foreach (var layer in layers)
        {
            cancellationToken.ThrowIfCancellationRequested();
            merge.Lay(layer);
        }

        return new ImageContent(this)
        {
            Name = image.Name,
            Id = image.Id,
            Platform = image.Platform,
            Layers = [.. image.Layers.Select(layer => layer.Layer)],
            Tree = new ImageTree(merge.Root),
            Findings = merge.Findings,
        };
    }

    /// <inheritdoc/>
    public async Task<Stream> OpenAsync(ImageEntry entry, CancellationToken cancellationToken)
    {
        var node = entry.Node;
        var blob = image.Layers[node.ContentLayer].Blob;
        if (!blob.IsCompressed)
        {
            return new FileSlice(blob.File, blob.Start + node.Offset, node.Size);
        }

        await again.WaitAsync(cancellationToken);
        try
        {
            return kept.Open(node.ContentLayer, node.Offset) ?? await Task.Run(() => ReadAgain(blob, node, entry.Path, cancellationToken), cancellationToken);
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

    private LayerTree ReadLayer(int index, EntryCount count, Budget budget, Func<string, bool> wanted, CancellationToken cancellationToken)
    {
        var (_, blob) = image.Layers[index];
        using var content = blob.Open(budget);
        using var counted = content.CanSeek ? content : new MeteredStream(content, read => progress.Tell(new ImageProgress(image.Name, Reading, index, image.Layers.Count, read, null)));
        var tar = new TarEntries(counted, $"layer {index + 1} ({blob.Name})");
        var layer = LayerReader.Read(tar, index, count, content.CanSeek ? null : entry =>
        {
            if (wanted(entry.Path))
            {
                kept.Keep(index, entry.Entry.Offset, entry.Entry.StoredSize, target => tar.CopyBody(entry.Entry, target, cancellationToken));
            }
        }, cancellationToken);
        progress.Add(blob.Length);
        return layer;
    }

    /// <summary>A content that nobody said would be wanted: the layer is decompressed once more, up to it.</summary>
    private Stream ReadAgain(Blob blob, Node node, string path, CancellationToken cancellationToken)
    {
        using var content = blob.Open(new Budget(limits));
        var tar = new TarEntries(content, blob.Name);
        while (tar.Next(cancellationToken) is { } entry)
        {
            if (entry.Offset == node.Offset && entry.StoredSize == node.Size)
            {
                return kept.Keep(node.ContentLayer, node.Offset, node.Size, target => tar.CopyBody(entry, target, cancellationToken))
                    ? kept.Open(node.ContentLayer, node.Offset)!
                    : throw new ImageException($"{path} of {image.Name} has {node.Size} bytes, more than the {limits.KeptBytes} of temporary storage have room for; raise the limit.");
            }
        }

        throw new ImageException($"{path} of {image.Name} is not in its layer any more; the file changed while it was read, start again.");
    }
}
