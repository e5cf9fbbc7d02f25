namespace Fleetyard.Images.Sources;

/// <summary>An image of a layout, as an index names it.</summary>
/// <param name="Digest">The digest of its manifest.</param>
/// <param name="Name">Its name; null if it has none.</param>
/// <param name="Platform">Its platform; null if the index does not tell.</param>
internal sealed record OciManifest(string Digest, string? Name, string? Platform);
