namespace Fleetyard.Images;

/// <summary>Where a path leads inside an image.</summary>
/// <param name="Entry">What is there; null if nothing is, or links lead in a circle.</param>
/// <param name="Path">The path without links; the one that is missing, or the link that closes the circle.</param>
/// <param name="Loops">Whether links lead in a circle, or more of them follow each other than Linux allows (40).</param>
public sealed record ImageResolution(ImageEntry? Entry, string Path, bool Loops)
{
    /// <summary>Whether nothing is at the end of the path.</summary>
    public bool IsDangling => Entry is null && !Loops;
}
