using Cake.Core.Diagnostics;
using Fleetyard.Build.Options;
using Fleetyard.Fleets.Inventory;
using Spectre.Console;

namespace Fleetyard.Build.Reports;

/// <summary>What exists, as a table or as JSON.</summary>
public sealed class HoldingsReport(IAnsiConsole console, StandardOutput output)
{
    /// <summary>Writes it in the form that the user asked for.</summary>
    public void Write(BuildContext context, IReadOnlyList<Verdict> verdicts)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(verdicts);
        if (context.Options.Json)
        {
            output.WriteJson(verdicts.Select(verdict => new { verdict.Resource, verdict.MayGo, verdict.Reason }));
            return;
        }

        if (verdicts.Count == 0)
        {
            context.Log.Information("There is nothing of Fleetyard's in {0}.", context.Options.Cloud == CloudName.Aws ? "the account" : "LocalCloud");
            return;
        }

        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns(new TableColumn("Kind").NoWrap(), new TableColumn("Resource").NoWrap(), new TableColumn("Region").NoWrap(), new TableColumn("State"), new TableColumn(""));
        foreach (var (resource, mayGo, reason) in verdicts)
        {
            table.AddRow(
                resource.Kind.ToString().ToLowerInvariant(),
                Shown(resource),
                Markup.Escape(resource.Region),
                Markup.Escape(resource.State),
                mayGo ? $"[yellow]may go: {Markup.Escape(reason)}[/]" : Markup.Escape(reason));
        }

        console.Write(table);
    }

    /// <summary>What the consoles list it by: CodeBuild's by their names, EC2's by their ids, which say nothing of the recipe.</summary>
    private static string Shown(Resource resource) => resource.Kind is ResourceKind.Fleet or ResourceKind.Project
        ? Markup.Escape(resource.Name)
        : $"{Markup.Escape(resource.Id)}{Environment.NewLine}[grey]{Markup.Escape(resource.Recipe ?? "")}[/]";
}
