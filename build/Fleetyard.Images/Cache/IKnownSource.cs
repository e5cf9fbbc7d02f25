namespace Fleetyard.Images.Cache;

/// <summary>A source whose images may be remembered.</summary>
internal interface IKnownSource
{
    /// <summary>What the cache may know of the image, without reading any of it; null where there is no cache.</summary>
    /// <exception cref="ImageException">There is no such image.</exception>
    Task<KnownImage?> KnownAsync(CancellationToken cancellationToken);
}
