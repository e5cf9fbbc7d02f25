namespace Fleetyard.Images;

/// <summary>Something odd about an image that does not keep it from being read.</summary>
/// <param name="Layer">The layer's index; null for the image as a whole.</param>
/// <param name="Path">The path, as the layer writes it.</param>
/// <param name="Message">What is odd, and what was made of it.</param>
public sealed record ImageFinding(int? Layer, string Path, string Message);
