namespace Fleetyard.Images.Diffs;

/// <summary>One property that differs.</summary>
/// <param name="Property">The property's name, as in the JSON of an inventory.</param>
/// <param name="Before">Its value in the first image; null where it has none.</param>
/// <param name="After">Its value in the second image; null where it has none.</param>
public sealed record Difference(string Property, string? Before, string? After);
