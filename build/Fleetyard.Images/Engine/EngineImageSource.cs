using Docker.DotNet;
using Fleetyard.Images.Cache;
using Fleetyard.Images.Sources;
using Fleetyard.Images.Tree;

namespace Fleetyard.Images.Engine;

/// <summary>An image of a Docker engine, read in the fastest safe way that works.</summary>
internal sealed class EngineImageSource(string name, ImageSourceOptions options) : IImageSource
{
    private readonly DockerEngine engine = new(options.Engine);
    private readonly LayerCache? cache = options.CacheDirectory is { } folder ? new LayerCache(folder) : null;
    private IAsyncDisposable? container;
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
            var image = await EngineImage.FindAsync(engine, name, options.Platform, cancellationToken);
            var content = await ReadAsync(image, wanted, cancellationToken);
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
        { Source: ImageSourceKind.Run } => FindAsync(image, cancellationToken),
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
            return await RememberedAsync(image, known => known.Layers(), cancellationToken) ?? await SaveAsync(wanted, cancellationToken);
        }

        if (await RememberedAsync(image, known => known.Layers() ?? known.Whole(), cancellationToken) is { } remembered)
        {
            return remembered;
        }

        if (!options.AllowRun)
        {
            return await UnstartedAsync(image, wanted, "", cancellationToken);
        }

        try
        {
            return await FindAsync(image, cancellationToken);
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
    private async Task<ImageContent?> RememberedAsync(EngineImage image, Func<KnownImage, Merge?> find, CancellationToken cancellationToken)
    {
        if (await Task.Run(() => find(Known(image)), cancellationToken) is not { } merge)
        {
            return null;
        }

        way = ", by the remembered index of its layers";
        var contents = new ContainerOnDemand(token => UnstartedContainer.CreateAsync(engine, image, options.Limits, token));
        container = contents;
        return Known(image).Content(contents, merge, image.Layers(await image.HistoryAsync(engine, cancellationToken)));
    }

    private async Task<ImageContent> FindAsync(EngineImage image, CancellationToken cancellationToken)
    {
        way = ", by find in a locked-down container";
        var finding = await FindContainer.CreateAsync(engine, image, options.Limits, cancellationToken);
        container = finding;
        return await finding.ReadAsync(Meter("finding"), cancellationToken);
    }

    private async Task<ImageContent> UnstartedAsync(EngineImage image, Func<string, bool> wanted, string note, CancellationToken cancellationToken)
    {
        if (await RememberedAsync(image, known => known.Whole(), cancellationToken) is { } remembered)
        {
            return remembered;
        }

        way = ", by a container that is never started" + note;
        var unstarted = await UnstartedContainer.CreateAsync(engine, image, options.Limits, cancellationToken);
        container = unstarted;
        return await unstarted.ReadAsync(Known(image), wanted, Meter("exporting"), cancellationToken);
    }

    private KnownImage Known(EngineImage image) => known ??= image.Known(cache, options.Limits);

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
        known = null;
        layers?.Dispose();
        saved?.Dispose();
        if (container is { } made)
        {
            container = null;
            await made.DisposeAsync();
        }
    }
}
