namespace Fleetyard.Images.Registry;

/// <summary>A blob as a manifest names it.</summary>
/// <param name="Digest">Its digest.</param>
/// <param name="Size">Its size in bytes.</param>
internal sealed record RegistryBlob(BlobDigest Digest, long Size);
