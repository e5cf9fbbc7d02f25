namespace Fleetyard.Reports.Remarks;

/// <summary>Something that a reader should look at.</summary>
/// <param name="Kind">In which way it is odd.</param>
/// <param name="IsDeviation">Whether it is what the image was checked for and failed.</param>
/// <param name="Path">The path of the artifact or installation, or the pattern that was looked for; null for the image as a whole.</param>
/// <param name="Message">What is odd, in one line, without the path.</param>
/// <param name="Evidence">What told who the artifact is, in short; null where nothing did.</param>
internal sealed record Remark(RemarkKind Kind, bool IsDeviation, string? Path, string Message, string? Evidence = null)
{
    /// <summary>The kind's name, as in <c>--fail-on=</c>.</summary>
    public string Name => Kind.ToString().ToLowerInvariant();
}
