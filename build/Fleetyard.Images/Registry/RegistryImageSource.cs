using Fleetyard.Images.Cache;

namespace Fleetyard.Images.Registry;

/// <summary>An image in a registry.</summary>
internal sealed class RegistryImageSource : IImageSource, IKnownSource
{
    private readonly string asked;
    private readonly ImageSourceOptions options;
    private readonly ImageReference reference;
    private readonly RegistryClient client;
    private readonly LayerCache? cache;
    private RegistryImage? found;
    private KnownImage? known;
    private RegistryLayers? layers;

    /// <exception cref="ImageException">The name is none of an image in a registry.</exception>
    public RegistryImageSource(string image, ImageSourceOptions options)
    {
        asked = image;
        this.options = options;
        cache = options.CacheDirectory is { } folder ? new LayerCache(folder) : null;
        reference = ImageReference.Parse(image);
        client = new RegistryClient(reference, new DockerCredentials(options.DockerConfig, new CredentialHelpers(options.HelperPath, options.Time)), options.Time);
    }

    /// <inheritdoc/>
    public string Description => $"the registry {reference.Registry}";

    /// <inheritdoc/>
    public async Task<ImageContent> ReadAsync(Func<string, bool> wanted, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        layers?.Dispose();
        try
        {
            return await Task.Run(() => Read(wanted, cancellationToken), cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ImageException($"{reference} cannot be read: {fault.Message.TrimEnd('.')}; look after temporary storage.", fault);
        }
    }

    /// <inheritdoc/>
    public async Task<KnownImage?> KnownAsync(CancellationToken cancellationToken) => cache is null ? null : Known(await FoundAsync(cancellationToken));

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        known?.Flush();
        layers?.Dispose();
        client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<ImageContent> Read(Func<string, bool> wanted, CancellationToken cancellationToken)
    {
        var image = await FoundAsync(cancellationToken);
        layers = new RegistryLayers(client, image, Known(image), asked, options);
        return await layers.ReadAsync(wanted, cancellationToken);
    }

    private async Task<RegistryImage> FoundAsync(CancellationToken cancellationToken) =>
        found ??= await new RegistryManifests(client, reference, options.Platform).FindAsync(cancellationToken);

    private KnownImage Known(RegistryImage image) => known ??= image.Known(cache, options.Limits);
}
