using Fleetyard.Images.Diffs;
using Fleetyard.Reports.Markdown;

namespace Fleetyard.Reports.Diffs;

/// <summary>A difference as GitHub-flavoured Markdown.</summary>
public sealed class DiffMarkdown : IDiffReport
{
    /// <inheritdoc/>
    public string Name => "markdown";

    /// <inheritdoc/>
    public void Write(InventoryDiff diff, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(diff);
        ArgumentNullException.ThrowIfNull(output);
        output.Write($"## {MarkdownText.Code(diff.Before)} → {MarkdownText.Code(diff.After)}\n\n{DiffLine.Summary(diff)}\n");
        foreach (var set in diff.Changes.GroupBy(change => change.Set))
        {
            output.Write($"\n### {MarkdownText.Plain(set.Key)}\n\n| | path | what |\n|---|---|---|\n");
            foreach (var line in set.Select(DiffLine.Of))
            {
                output.Write($"| {line.Sign} | {MarkdownText.Code(line.Path)} | {MarkdownText.Plain(line.What)} |\n");
            }
        }
    }
}
