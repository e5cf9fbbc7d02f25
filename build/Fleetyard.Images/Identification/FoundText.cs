namespace Fleetyard.Images.Identification;

/// <summary>A text that was searched for and found.</summary>
/// <param name="Offset">Where it begins in the file, in bytes.</param>
/// <param name="Text">From there to the next NUL, cut at a bounded length.</param>
/// <param name="BeginsString">A NUL, or the beginning of the window, stands before it.</param>
/// <param name="EndsString">A NUL ends it.</param>
internal sealed record FoundText(long Offset, string Text, bool BeginsString, bool EndsString);
