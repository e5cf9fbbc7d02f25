namespace Fleetyard.Images;

/// <summary>A layer of an image.</summary>
/// <param name="DiffId">The digest of the layer's uncompressed tar: the same layer has the same one everywhere.</param>
/// <param name="Digest">The digest of the blob as the source stores it, compressed perhaps; null where it stores none.</param>
/// <param name="CreatedBy">The history line that made it; null where the image has no history.</param>
public sealed record ImageLayer(string DiffId, string? Digest, string? CreatedBy);
