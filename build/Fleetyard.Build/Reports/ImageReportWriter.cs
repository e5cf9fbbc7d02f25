using Cake.Common.Build;
using Cake.Core;
using Cake.Core.Diagnostics;
using Fleetyard.Build.Options;
using Fleetyard.Images.Diffs;
using Fleetyard.Reports;
using Fleetyard.Reports.Diffs;
using Fleetyard.Reports.Markdown;
using Fleetyard.Reports.Tables;
using Fleetyard.Yaml;
using Spectre.Console;

namespace Fleetyard.Build.Reports;

/// <summary>Writes what was found in images in the forms that the user asked for, and on GitHub Actions to the step's summary.</summary>
public sealed class ImageReportWriter(IAnsiConsole console, StandardOutput output)
{
    /// <summary>The forms in which an inspection is wanted.</summary>
    /// <exception cref="CakeException">One of them is not known.</exception>
    internal static IReadOnlyList<(Output Output, IImageReport Report)> Forms(BuildContext context) => Forms(context, ImageReports.All, report => report.Name);

    /// <summary>The forms in which a difference is wanted.</summary>
    /// <exception cref="CakeException">One of them is not known.</exception>
    internal static IReadOnlyList<(Output Output, IDiffReport Report)> DiffForms(BuildContext context) => Forms(context, DiffReports.All, report => report.Name);

    /// <summary>Writes an inspection.</summary>
    internal void Write(BuildContext context, IReadOnlyList<(Output Output, IImageReport Report)> forms, ImageReportInput input)
    {
        foreach (var (form, report) in forms)
        {
            Write(context, form, writer => report.Write(input, writer), () => TableReport.Write(input, console));
        }

        Summarize(context, writer => new MarkdownReport().Write(input, writer));
    }

    /// <summary>Writes a difference.</summary>
    internal void Write(BuildContext context, IReadOnlyList<(Output Output, IDiffReport Report)> forms, InventoryDiff diff)
    {
        foreach (var (form, report) in forms)
        {
            Write(context, form, writer => report.Write(diff, writer), () => DiffTable.Write(diff, console));
        }

        Summarize(context, writer => new DiffMarkdown().Write(diff, writer));
    }

    private static IReadOnlyList<(Output, T)> Forms<T>(BuildContext context, IReadOnlyList<T> all, Func<T, string> name)
        where T : class =>
        [.. context.ImageOptions.Outputs.Select(output => (output, all.FirstOrDefault(report => name(report) == output.Format)
            ?? throw new CakeException(ExitCode.CouldNot, $"--output={output.Format} is not known here; the nearest is {Nearest.To(output.Format, all.Select(name))}, of {string.Join(", ", all.Select(name))}.")))];

    private void Write(BuildContext context, Output form, Action<TextWriter> write, Action show)
    {
        if (form.File is { } file)
        {
            WriteFile(file, write);
            context.Log.Information("Wrote {0}", file);
            return;
        }

        if (form.Format == Output.Table)
        {
            show();
            return;
        }

        output.Write(write);
    }

    private static void WriteFile(string file, Action<TextWriter> write)
    {
        if (Directory.Exists(file))
        {
            throw new CakeException(ExitCode.CouldNot, $"{file} is a folder; name a file in --output.");
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            using var writer = new StreamWriter(file);
            write(writer);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CakeException(ExitCode.CouldNot, $"{file} could not be written: {fault.Message.TrimEnd('.')}; name another file in --output.");
        }
    }

    private static void Summarize(BuildContext context, Action<TextWriter> write)
    {
        if (!context.GitHubActions().IsRunningOnGitHubActions)
        {
            return;
        }

        using var text = new StringWriter();
        write(text);
        try
        {
            context.GitHubActions().Commands.SetStepSummary(text.ToString());
        }
        catch (Exception fault) when (fault is CakeException or IOException or UnauthorizedAccessException)
        {
            // What was found counts, not where it is told once more.
            context.Log.Warning("The step's summary could not be written: {0}; GITHUB_STEP_SUMMARY names its file.", fault.Message.TrimEnd('.'));
        }
    }
}
