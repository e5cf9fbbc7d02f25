namespace Fleetyard.Images;

/// <summary>How far the reading of an image is.</summary>
/// <param name="Image">The image, as it was asked for.</param>
/// <param name="Doing">What is being done, such as <c>reading</c>.</param>
/// <param name="Layer">The layer's index, the lowest is 0; null for the image as a whole.</param>
/// <param name="Layers">How many layers there are; null where that is not known.</param>
/// <param name="Bytes">How many bytes were read so far, of the layer or the whole.</param>
/// <param name="Total">How many there will be; null where that is not known.</param>
public sealed record ImageProgress(string Image, string Doing, int? Layer, int? Layers, long Bytes, long? Total);
