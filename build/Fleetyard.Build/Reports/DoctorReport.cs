using Cake.Core;
using Fleetyard.Build.Doctor;
using Fleetyard.Build.Options;
using Spectre.Console;

namespace Fleetyard.Build.Reports;

/// <summary>What the Doctor found, as a table or as JSON.</summary>
public sealed class DoctorReport(IAnsiConsole console, StandardOutput output)
{
    /// <summary>Writes it in the form that the user asked for.</summary>
    /// <exception cref="CakeException">Something was found wanting.</exception>
    public void Write(BuildContext context, IReadOnlyList<Finding> findings)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(findings);
        if (context.Options.Json)
        {
            output.WriteJson(findings);
        }
        else
        {
            var table = new Table { Border = TableBorder.Simple };
            table.AddColumns(new TableColumn("").NoWrap(), new TableColumn("Looked at"), new TableColumn("Found"));
            foreach (var (subject, verdict, what) in findings)
            {
                table.AddRow(Shown(verdict), Markup.Escape(subject), Markup.Escape(what));
            }

            console.Write(table);
        }

        if (findings.Count(finding => finding.Verdict == Verdict.Fault) is > 0 and var faults)
        {
            throw new CakeException(ExitCode.FoundWanting, $"{faults} of {findings.Count} things will not do: {string.Join("; ", findings.Where(finding => finding.Verdict == Verdict.Fault).Select(finding => finding.Subject).Distinct())}. What to do stands beside each.");
        }
    }

    private static string Shown(Verdict verdict) => verdict switch
    {
        Verdict.Ok => "[green]ok[/]",
        Verdict.Warning => "[yellow]warning[/]",
        _ => "[red]fault[/]",
    };
}
