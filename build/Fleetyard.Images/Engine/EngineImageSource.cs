using Docker.DotNet;
using Fleetyard.Images.Cache;
using Fleetyard.Images.Sources;

namespace Fleetyard.Images.Engine;

/// <summary>An image of a Docker engine, read in the fastest safe way that works.</summary>
internal sealed class EngineImageSource(string name, ImageSourceOptions options) : IImageSource, IKnownSource
{
    private const string Remembered = ", by what is remembered of it";

    private readonly DockerEngine engine = new(options.Engine);
    private readonly LayerCache? cache = options.CacheDirectory is { } folder ? new LayerCache(folder) : null;
    private IAsyncDisposable? container;
    private EngineImage? found;
    private KnownImage? known;
    private TarBlobs? saved;
    private StoredLayers? layers;
    private string way = "";

    /// <inheritdoc/>
    public string Description => $"the Docker engine at {engine.Address}{way}";

    /// <inheritdoc/>
    public async Task<ImageContent> ReadAsync(Func<string, bool> wanted, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        await ReleaseAsync();
        var done = false;
        try
        {
            var content = await ReadAsync(await FoundAsync(cancellationToken), wanted, cancellationToken);
            done = true;
            return content;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ImageException($"{name} of {Description} cannot be read: {fault.Message.TrimEnd('.')}; try another source.", fault);
        }
        catch (Exception fault) when (fault is DockerContainerNotFoundException or DockerImageNotFoundException)
        {
            throw new ImageException($"{name} or its container was removed from the Docker engine at {engine.Address} while it was read; look again.", fault);
        }
        finally
        {
            if (!done)
            {
                await ReleaseAsync();
            }
        }
    }

    /// <inheritdoc/>
    public async Task<KnownImage?> KnownAsync(CancellationToken cancellationToken)
    {
        if (cache is null)
        {
            return null;
        }

        way = Remembered;
        return Known(await FoundAsync(cancellationToken));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await ReleaseAsync();
        engine.Dispose();
    }

    /// <summary>Takes the way that is forced, or the fastest safe one that works.</summary>
    private Task<ImageContent> ReadAsync(EngineImage image, Func<string, bool> wanted, CancellationToken cancellationToken) => options switch
    {
        { Source: ImageSourceKind.Overlay2 } => InPlaceAsync(image, cancellationToken),
        { Source: ImageSourceKind.Save } => SaveAsync(wanted, cancellationToken),
        { Source: not null, Layers: true } => throw new ImageException($"{name} is to be read layer by layer, which a container does not tell apart; leave the source open, or take save."),
        { Source: ImageSourceKind.Container } => UnstartedAsync(image, wanted, "", cancellationToken),
        { Source: ImageSourceKind.Run, AllowRun: false } => throw new ImageException($"{name} is to be read by its own find, which nobody allowed; add --allow-run, or take another source."),
        { Source: ImageSourceKind.Run } => FindAsync(image, wanted, cancellationToken),
        _ => FastestAsync(image, wanted, cancellationToken),
    };

    private async Task<ImageContent> FastestAsync(EngineImage image, Func<string, bool> wanted, CancellationToken cancellationToken)
    {
        if (Overlay2.WhyNot(image, engine.Address) is null && await TryInPlaceAsync(image, cancellationToken) is { Content: { } content })
        {
            return content;
        }

        if (options.Layers)
        {
            return await RememberedAsync(image, [CacheKey.Layer], cancellationToken) ?? await SaveAsync(wanted, cancellationToken);
        }

        if (await RememberedAsync(image, [CacheKey.Layer, CacheKey.Image], cancellationToken) is { } remembered)
        {
            return remembered;
        }

        if (!options.AllowRun)
        {
            return await UnstartedAsync(image, wanted, "", cancellationToken);
        }

        try
        {
            return await FindAsync(image, wanted, cancellationToken);
        }
        catch (ImageException fault)
        {
            await ReleaseAsync();
            return await UnstartedAsync(image, wanted, $" ({fault.Message.TrimEnd('.')})", cancellationToken);
        }
    }

    private async Task<ImageContent> InPlaceAsync(EngineImage image, CancellationToken cancellationToken)
    {
        var (content, whyNot) = Overlay2.WhyNot(image, engine.Address) is { } reason ? (null, reason) : await TryInPlaceAsync(image, cancellationToken);
        return content ?? throw new ImageException($"{name} cannot be read from overlay2's directories: {whyNot}; leave the source open, or take a container.");
    }

    private async Task<(ImageContent? Content, string? WhyNot)> TryInPlaceAsync(EngineImage image, CancellationToken cancellationToken)
    {
        way = ", in its overlay2 directories";
        var overlay2 = new Overlay2(engine, image, options.Limits, Known(image));
        return (await Task.Run(() => overlay2.ReadAsync(cancellationToken), cancellationToken), overlay2.Elsewhere);
    }

    /// <summary>What need not be read; a container that has the contents is made when one is opened.</summary>
    private async Task<ImageContent?> RememberedAsync(EngineImage image, string[] views, CancellationToken cancellationToken)
    {
        var (view, merged) = await Task.Run(() => views.Select(view => (view, Known(image).Merged(view))).FirstOrDefault(one => one.Item2 is not null), cancellationToken);
        if (merged is not { } merge)
        {
            return null;
        }

        way = Remembered;
        var contents = new ContainerOnDemand(token => UnstartedContainer.CreateAsync(engine, image, options.Limits, token));
        container = contents;
        return Known(image).Content(contents, view, merge, image.Layers(await image.HistoryAsync(engine, cancellationToken)));
    }

    private async Task<ImageContent> FindAsync(EngineImage image, Func<string, bool> wanted, CancellationToken cancellationToken)
    {
        if (await RememberedAsync(image, [CacheKey.Found], cancellationToken) is { } remembered)
        {
            return remembered;
        }

        way = ", by find in a locked-down container";
        var finding = await FindContainer.CreateAsync(engine, image, options.Limits, cancellationToken);
        container = finding;
        return await finding.ReadAsync(Known(image), wanted, Meter("finding"), cancellationToken);
    }

    private async Task<ImageContent> UnstartedAsync(EngineImage image, Func<string, bool> wanted, string note, CancellationToken cancellationToken)
    {
        if (await RememberedAsync(image, [CacheKey.Image], cancellationToken) is { } remembered)
        {
            return remembered;
        }

        way = ", by a container that is never started" + note;
        var unstarted = await UnstartedContainer.CreateAsync(engine, image, options.Limits, cancellationToken);
        container = unstarted;
        return await unstarted.ReadAsync(Known(image), wanted, Meter("exporting"), cancellationToken);
    }

    private KnownImage Known(EngineImage image) => known ??= image.Known(cache, options.Limits, Views);

    private string[] Views => options switch
    {
        { Source: ImageSourceKind.Overlay2 } or { Source: null, Layers: true } => [CacheKey.Layer],
        { Source: ImageSourceKind.Container } => [CacheKey.Image],
        { Source: ImageSourceKind.Run } => [CacheKey.Found],
        { Source: null, AllowRun: true } => [CacheKey.Layer, CacheKey.Image, CacheKey.Found],
        { Source: null } => [CacheKey.Layer, CacheKey.Image],
        _ => [],
    };

    private async Task<EngineImage> FoundAsync(CancellationToken cancellationToken) => found ??= await EngineImage.FindAsync(engine, name, options.Platform, cancellationToken);

    private ProgressMeter Meter(string doing) => new(options.Progress, new ImageProgress(name, doing, null, null, 0, null));

    private async Task<ImageContent> SaveAsync(Func<string, bool> wanted, CancellationToken cancellationToken)
    {
        way = ", saved by it";
        var progress = Meter("saving");
        await using var tar = await engine.AskAsync($"save {name}", client => client.Images.SaveImageAsync(name, cancellationToken), cancellationToken);
        var file = await Task.Run(() => TemporaryFile.Holding(new Decompressed(new EngineStream(tar, progress, cancellationToken), $"What the engine saves of {name}", long.MaxValue, new Budget(options.Limits)), cancellationToken), cancellationToken);
        progress.End();
        saved = TarBlobs.Open($"what the engine saved of {name}", file, options.Limits, cancellationToken);
        var stored = saved.Find(DockerArchive.Manifest) is not null ? DockerArchive.Read(saved, options) : OciLayout.Read(saved, options);
        layers = new StoredLayers(stored, options.Limits, options.Progress);
        return await layers.ReadAsync(wanted, cancellationToken);
    }

    private async Task ReleaseAsync()
    {
        known?.Flush();
        layers?.Dispose();
        saved?.Dispose();
        if (container is { } made)
        {
            container = null;
            await made.DisposeAsync();
        }
    }
}
