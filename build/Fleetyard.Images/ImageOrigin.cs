namespace Fleetyard.Images;

/// <summary>Where an entry of the merged view comes from: the same origin is the same content, in whatever image.</summary>
/// <param name="Digest">The diffID of the layer that holds the content; the image's ID where layers are not told apart.</param>
/// <param name="Path">The path in it: of a hard link, its target's.</param>
public sealed record ImageOrigin(string Digest, string Path);
