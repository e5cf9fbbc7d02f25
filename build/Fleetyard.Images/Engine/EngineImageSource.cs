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

    private async Task<ImageContent> ReadAsync(EngineImage image, Func<string, bool> wanted, CancellationToken cancellationToken)
    {
        known = new KnownImage(cache, image, options.Limits);
        var whyNot = options.Source is ImageSourceKind.Container or ImageSourceKind.Save ? "" : Overlay2.WhyNot(image, engine.Address);
        if (options.Source == ImageSourceKind.Overlay2 && whyNot is not null)
        {
            throw new ImageException($"{name} cannot be read from overlay2's directories: {whyNot}; leave the source open, or take a container.");
        }

        if (whyNot is null)
        {
            way = ", in its overlay2 directories";
            return await Task.Run(() => new Overlay2(engine, image, options.Limits, known).ReadAsync(cancellationToken), cancellationToken);
        }

        if (options.Source == ImageSourceKind.Save)
        {
            way = ", saved by it";
            return await SaveAsync(wanted, cancellationToken);
        }

        way = ", by a container that is never started";
        if (await Task.Run(() => Known(known), cancellationToken) is { } merge)
        {
            var later = new ContainerOnDemand(token => UnstartedContainer.CreateAsync(engine, image, options.Limits, token));
            container = later;
            return known.Content(later, merge, await image.HistoryAsync(engine, cancellationToken));
        }

        var exported = await UnstartedContainer.CreateAsync(engine, image, options.Limits, cancellationToken);
        container = exported;
        return await exported.ReadAsync(known, wanted, cancellationToken);
    }

    /// <summary>What need not be read; who forces a container is shown what a container shows.</summary>
    private Merge? Known(KnownImage image) => (options.Source is null ? image.Layers() : null) ?? image.Whole();

    private async Task<ImageContent> SaveAsync(Func<string, bool> wanted, CancellationToken cancellationToken)
    {
        await using var tar = await engine.AskAsync($"save {name}", client => client.Images.SaveImageAsync(name, cancellationToken), cancellationToken);
        var file = await Task.Run(() => TemporaryFile.Holding(new Decompressed(new EngineStream(tar, cancellationToken), $"What the engine saves of {name}", long.MaxValue, new Budget(options.Limits)), cancellationToken), cancellationToken);
        saved = TarBlobs.Open($"what the engine saved of {name}", file, options.Limits, cancellationToken);
        var stored = saved.Find(DockerArchive.Manifest) is not null ? DockerArchive.Read(saved, options) : OciLayout.Read(saved, options);
        layers = new StoredLayers(stored, options.Limits);
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
