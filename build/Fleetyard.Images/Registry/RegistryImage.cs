using Fleetyard.Images.Cache;

namespace Fleetyard.Images.Registry;

/// <summary>An image of a registry: everything but its layers' content.</summary>
internal sealed record RegistryImage
{
    public required string Name { get; init; }

    public required string Id { get; init; }

    public required string Platform { get; init; }

    /// <summary>The layers, the lowest first, each with its blob. The diffIDs are as true as the manifest's digest: the configuration was verified.</summary>
    public required IReadOnlyList<(ImageLayer Layer, RegistryBlob Blob)> Layers { get; init; }

    /// <summary>What the cache may know of it.</summary>
    public KnownImage Known(LayerCache? cache, ImageLimits limits) => new(cache, limits) { Name = Name, Id = Id, Platform = Platform, DiffIds = [.. Layers.Select(layer => layer.Layer.DiffId)], Views = [CacheKey.Layer] };
}
