using System.Text;
using Fleetyard.Images.Verdicts;
using Fleetyard.Reports.Texts;
using Spectre.Console;

namespace Fleetyard.Reports.Tables;

/// <summary>A table for people, in a terminal or a log.</summary>
/// <param name="width">How many columns a line may take where the output is no terminal; as many as it needs unless said.</param>
public sealed class TableReport(int width = Shown.Unlimited) : IImageReport
{
    /// <inheritdoc/>
    public string Name => "table";

    /// <inheritdoc/>
    public string MediaType => "text/plain";

    /// <inheritdoc/>
    public string Extension => ".txt";

    /// <inheritdoc/>
    public void Write(ImageReportInput input, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = width;
        console.Profile.Encoding = Encoding.UTF8;
        console.Profile.Capabilities.Unicode = true;
        WriteAll(input, console);

        // Cells are padded to their column's width; nobody wants that at the end of a line.
        foreach (var line in text.ToString().TrimEnd().Split('\n'))
        {
            output.Write(line.TrimEnd() + "\n");
        }
    }

    /// <summary>Writes the table to a console, as colourful as that is, and in the width of a terminal.</summary>
    public static void Write(ImageReportInput input, IAnsiConsole console)
    {
        ArgumentNullException.ThrowIfNull(console);
        Shown.Whole(console, () => WriteAll(input, console));
    }

    private static void WriteAll(ImageReportInput input, IAnsiConsole console)
    {
        ArgumentNullException.ThrowIfNull(input);
        foreach (var verdict in input.Verdicts)
        {
            new ImageTable(verdict, console).Write();
        }

        foreach (var failure in input.Failures)
        {
            Shown.Line(console, (failure.Image, Shown.Bad), (": could not be looked at: ", Shown.Plain), (failure.Reason, Shown.Plain));
            console.WriteLine();
        }

        if (Images(input.Verdicts) + input.Failures.Count != 1)
        {
            Shown.Line(console, (Summary(input), Shown.Strong));
        }
    }

    private static string Summary(ImageReportInput input)
    {
        var deviating = Images(input.Verdicts.Where(verdict => verdict.Deviations.Any()));
        string?[] parts =
        [
            Wording.Count(Images(input.Verdicts), "image") + " looked at",
            input.Verdicts.Any(verdict => verdict.Checks.Count > 0) ? $"{deviating} found wanting" : null,
            input.Failures.Count > 0 ? $"{input.Failures.Count} could not be looked at" : null,
        ];
        return string.Join(", ", parts.OfType<string>());
    }

    /// <summary>An image has a verdict for each recipe.</summary>
    private static int Images(IEnumerable<ImageVerdict> verdicts) => verdicts.Select(verdict => verdict.Inventory.Image).Distinct(StringComparer.Ordinal).Count();
}
