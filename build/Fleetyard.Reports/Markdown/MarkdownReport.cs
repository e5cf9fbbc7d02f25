using System.Globalization;
using System.Text;
using Fleetyard.Images.Inventories;
using Fleetyard.Images.Verdicts;
using Fleetyard.Reports.Remarks;
using Fleetyard.Reports.Texts;

namespace Fleetyard.Reports.Markdown;

/// <summary>GitHub-flavoured Markdown, for comments and for the summary of a step.</summary>
/// <param name="most">How many bytes of UTF-8 it may take.</param>
public sealed class MarkdownReport(int most = MarkdownReport.StepSummary) : IImageReport
{
    /// <summary>GitHub takes a step's summary up to 1 MiB, and none of a longer one.</summary>
    public const int StepSummary = 1024 * 1024;

    private const string Cut = "\n*Cut here: the rest is longer than a summary may be. `--output=json` has everything.*\n";

    /// <inheritdoc/>
    public string Name => "markdown";

    /// <inheritdoc/>
    public string MediaType => "text/markdown";

    /// <inheritdoc/>
    public string Extension => ".md";

    /// <inheritdoc/>
    public void Write(ImageReportInput input, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        var left = most - Encoding.UTF8.GetByteCount(Cut);
        foreach (var line in Lines(input))
        {
            left -= Encoding.UTF8.GetByteCount(line) + 1;
            if (left < 0)
            {
                output.Write(Cut);
                return;
            }

            output.Write(line + "\n");
        }
    }

    private static IEnumerable<string> Lines(ImageReportInput input)
    {
        foreach (var failure in input.Failures)
        {
            yield return $"> ❌ {MarkdownText.Code(failure.Image)} could not be looked at: {MarkdownText.Plain(failure.Reason)}";
            yield return "";
        }

        foreach (var line in input.Verdicts.SelectMany(Image))
        {
            yield return line;
        }
    }

    private static IEnumerable<string> Image(ImageVerdict verdict)
    {
        var inventory = verdict.Inventory;
        yield return $"## {MarkdownText.Code(inventory.Image)}";
        yield return "";
        yield return $"{MarkdownText.Plain(inventory.Platform)} · {MarkdownText.Code(Wording.ShortDigest(inventory.Id))} · {Wording.Count(inventory.Layers.Count, "layer")} · from {MarkdownText.Plain(inventory.Source)}";
        yield return "";
        var remarks = ImageRemarks.Of(verdict);
        foreach (var line in Remarks(verdict, remarks))
        {
            yield return line;
        }

        var marks = ImageRemarks.ByPath(remarks);
        foreach (var line in inventory.Sets.SelectMany(set => Set(set, marks)))
        {
            yield return line;
        }
    }

    /// <summary>What is odd comes before what is there: it is why people look.</summary>
    private static IEnumerable<string> Remarks(ImageVerdict verdict, IReadOnlyList<Remark> remarks)
    {
        if (verdict.Recipe is { } recipe && !verdict.Deviations.Any())
        {
            yield return $"✅ as {MarkdownText.Plain(recipe)} says: {Wording.Count(verdict.Checks.Count, "check")}";
            yield return "";
        }

        foreach (var remark in remarks)
        {
            yield return $"- {(remark.IsDeviation ? "❌" : "⚠️")} **{remark.Name}** {(remark.Path is { } path ? MarkdownText.Code(path) + ": " : "")}{MarkdownText.Plain(remark.Message)}"
                + (remark.Evidence is { } evidence ? $" — told by {MarkdownText.Plain(evidence)}" : "");
        }

        if (remarks.Count > 0)
        {
            yield return "";
        }
    }

    private static IEnumerable<string> Set(SetInventory set, ILookup<string, Remark> marks)
    {
        var count = set.Artifacts.Count();
        yield return $"### {MarkdownText.Plain(set.Set.Name)}: {(count == 0 ? "none" : $"{count} in {Wording.Count(set.Installations.Count, "installation")}")}";
        yield return "";
        if (count == 0)
        {
            yield break;
        }

        yield return "| | path | kind | who | machine | SONAME or target | size | mode | layer |";
        yield return "|---|---|---|---|---|---|--:|---|--:|";
        foreach (var installation in set.Installations)
        {
            yield return $"| {Mark(marks[installation.Path])} | **{MarkdownText.Code(installation.Path)}** | | {MarkdownText.Plain(string.Join(", ", installation.Identities))} | {MarkdownText.Plain(string.Join(", ", installation.Machines))} | | | | |";
            foreach (var artifact in installation.Artifacts)
            {
                yield return Row(artifact, installation.Path, Mark(marks[artifact.Path]));
            }
        }

        yield return "";
    }

    private static string Row(Artifact artifact, string installation, string mark)
    {
        var identity = artifact.Identity;
        var isLink = artifact.Kind == ArtifactKind.Symlink;
        string[] cells =
        [
            mark,
            MarkdownText.Code(Wording.Relative(artifact.Path, installation)),
            artifact.Kind.Name(),
            MarkdownText.Plain(Wording.Who(identity)),
            MarkdownText.Plain(Wording.Machine(identity)),
            artifact.Target is { } target ? "→ " + MarkdownText.Code(Wording.Target(target, installation)) : identity?.Soname is { } soname ? MarkdownText.Code(soname) : "",
            isLink ? "" : Wording.Size(artifact.Size),
            isLink ? "" : Wording.Mode(artifact.Mode),
            artifact.Layer?.ToString(CultureInfo.InvariantCulture) ?? "",
        ];
        return $"| {string.Join(" | ", cells)} |";
    }

    private static string Mark(IEnumerable<Remark> remarks) => remarks.Any(remark => remark.IsDeviation) ? "❌" : remarks.Any() ? "⚠️" : "";
}
