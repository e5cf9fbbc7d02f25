namespace Fleetyard.Images.Inventories;

/// <summary>One look at the image around a file.</summary>
/// <param name="Path">The file or folder.</param>
/// <param name="IsFolder">Whether its names were listed, rather than its bytes opened.</param>
/// <param name="Seen">Which layer's file was there, or a SHA-256 of which names; null if there was none.</param>
internal sealed record SurroundingLook(string Path, bool IsFolder, string? Seen);
