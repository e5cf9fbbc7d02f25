namespace Fleetyard.Images.Sources;

/// <summary>An image whose layers are blobs on disk.</summary>
internal sealed record StoredImage
{
    public required string Name { get; init; }

    public required string Id { get; init; }

    public required string Platform { get; init; }

    /// <summary>The layers, the lowest first, each with its blob.</summary>
    public required IReadOnlyList<(ImageLayer Layer, Blob Blob)> Layers { get; init; }
}
