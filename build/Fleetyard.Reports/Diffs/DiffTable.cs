using Fleetyard.Images.Diffs;
using Fleetyard.Reports.Tables;
using Fleetyard.Reports.Texts;
using Spectre.Console;

namespace Fleetyard.Reports.Diffs;

/// <summary>A difference for people, a line a change, as <c>diff</c> has it.</summary>
public sealed class DiffTable : IDiffReport
{
    /// <inheritdoc/>
    public string Name => "table";

    /// <inheritdoc/>
    public void Write(InventoryDiff diff, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(diff);
        ArgumentNullException.ThrowIfNull(output);
        foreach (var line in Lines(diff))
        {
            output.Write(line.Text.TrimEnd() + "\n");
        }
    }

    /// <summary>Writes it to a console, in its colours, and in the width of a terminal.</summary>
    public static void Write(InventoryDiff diff, IAnsiConsole console)
    {
        ArgumentNullException.ThrowIfNull(diff);
        ArgumentNullException.ThrowIfNull(console);
        Shown.Whole(console, () =>
        {
            foreach (var line in Lines(diff))
            {
                Shown.Line(console, line);
            }
        });
    }

    private static IEnumerable<(string Text, Style Style)> Lines(InventoryDiff diff)
    {
        yield return ($"--- {VisibleText.Of(diff.Before)}", Shown.Strong);
        yield return ($"+++ {VisibleText.Of(diff.After)}", Shown.Strong);
        foreach (var set in diff.Changes.GroupBy(change => change.Set))
        {
            yield return (VisibleText.Of(set.Key), Shown.Strong);
            foreach (var line in set.Select(DiffLine.Of))
            {
                yield return ($"{line.Sign} {VisibleText.Of(line.Path)}  {VisibleText.Of(line.What)}", line.Sign switch { "+" => Shown.Good, "-" => Shown.Bad, _ => Shown.Odd });
            }
        }

        yield return (DiffLine.Summary(diff), Shown.Plain);
    }
}
