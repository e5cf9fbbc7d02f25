using System.Globalization;
using System.Text.Json;
using Cake.Core.Diagnostics;
using Fleetyard.Build.Options;
using Fleetyard.Fleets.Inventory;
using Fleetyard.Fleets.Runs;
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
            output.Write(JsonSerializer.Serialize(verdicts.Select(verdict => new { verdict.Resource, verdict.MayGo, verdict.Reason }), RunJson.Document));
            return;
        }

        if (verdicts.Count == 0)
        {
            context.Log.Information("There is nothing of Fleetyard's in {0}.", context.Options.Cloud == CloudName.Aws ? "the account" : "LocalCloud");
            return;
        }

        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns("Kind", "Name", "Id", "Recipe", "State", "Created", "");
        foreach (var (resource, mayGo, reason) in verdicts)
        {
            table.AddRow(
                resource.Kind.ToString().ToLowerInvariant(),
                Markup.Escape(resource.Name),
                Markup.Escape(resource.Id),
                Markup.Escape(resource.Recipe ?? ""),
                Markup.Escape(resource.State),
                resource.Created?.ToString("u", CultureInfo.InvariantCulture) ?? "",
                mayGo ? $"[yellow]may go: {Markup.Escape(reason)}[/]" : Markup.Escape(reason));
        }

        console.Write(table);
    }
}
