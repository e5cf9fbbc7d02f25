namespace Fleetyard.Images.Sources;

/// <summary>An image in a <c>docker save</c> tar or an OCI layout.</summary>
internal sealed class StoredImageSource(string path, ImageSourceOptions options) : IImageSource
{
    private IBlobs? blobs;
    private StoredLayers? layers;

    /// <inheritdoc/>
    public string Description => Directory.Exists(path) ? $"the OCI layout in {path}" : $"the archive {path}";

    /// <inheritdoc/>
    public async Task<ImageContent> ReadAsync(Func<string, bool> wanted, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        await DisposeAsync();
        try
        {
            return await Task.Run(() => Read(wanted, cancellationToken), cancellationToken);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ImageException($"{path} cannot be read: there is no such file or folder; look after its name.", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ImageException($"{path} cannot be read: {fault.Message.TrimEnd('.')}; look after the file and its permissions.", fault);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        layers?.Dispose();
        blobs?.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<ImageContent> Read(Func<string, bool> wanted, CancellationToken cancellationToken)
    {
        blobs = Directory.Exists(path) ? new DirectoryBlobs(path) : TarBlobs.Open(path, options.Limits, cancellationToken);
        layers = new StoredLayers(Image(blobs, options), options.Limits, options.Progress);
        return await layers.ReadAsync(wanted, cancellationToken);
    }

    private static StoredImage Image(IBlobs blobs, ImageSourceOptions options)
    {
        // New engines write both; only the OCI layout tells platforms apart before their blobs are needed.
        var asDocker = blobs.Find(DockerArchive.Manifest) is not null;
        var asOci = blobs.Find(OciLayout.Index) is not null;
        return options.Source switch
        {
            ImageSourceKind.DockerArchive => DockerArchive.Read(blobs, options),
            ImageSourceKind.OciLayout => OciLayout.Read(blobs, options),
            _ when asOci => OciLayout.Read(blobs, options),
            _ when asDocker => DockerArchive.Read(blobs, options),
            _ => throw new ImageException($"{blobs.Where} is no image: it has neither {OciLayout.Index} (an OCI layout) nor {DockerArchive.Manifest} (docker save); save one with docker save --output."),
        };
    }
}
