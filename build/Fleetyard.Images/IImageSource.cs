namespace Fleetyard.Images;

/// <summary>A place that has an image.</summary>
public interface IImageSource : IAsyncDisposable
{
    /// <summary>Where the image is read from and how, for people.</summary>
    string Description { get; }

    /// <summary>Reads the layers and merges them.</summary>
    /// <param name="wanted">
    /// The paths whose contents will be asked for. It makes opening them fast where layers are compressed; any other entry can be opened, too.
    /// </param>
    /// <param name="cancellationToken">Ends the reading, and takes back what it made.</param>
    /// <exception cref="ImageException">There is no such image, or it is broken.</exception>
    Task<ImageContent> ReadAsync(Func<string, bool> wanted, CancellationToken cancellationToken = default);
}
