namespace Fleetyard.Images.Verdicts;

/// <summary>One thing in which an image is not as its recipe says.</summary>
/// <param name="Kind">In which way.</param>
/// <param name="Set">The set that it belongs to.</param>
/// <param name="Path">The artifact's or installation's path in the image; of something missing, the path or pattern that was looked for.</param>
/// <param name="Expected">What the recipe says.</param>
/// <param name="Found">What the image has.</param>
public sealed record Deviation(DeviationKind Kind, string Set, string Path, string Expected, string Found)
{
    /// <summary>The deviation in one line.</summary>
    public string Message => $"{Path}: expected {Expected}, found {Found}";
}
