using Cake.Core.Diagnostics;
using Fleetyard.Build.Options;
using Fleetyard.Fleets.Planning;
using Spectre.Console;

namespace Fleetyard.Build.Reports;

/// <summary>What the chain would do, as a table a recipe or as JSON.</summary>
public sealed class PlanReport(IAnsiConsole console, StandardOutput output)
{
    /// <summary>Writes it in the form that the user asked for.</summary>
    public void Write(BuildContext context, IReadOnlyList<FleetPlan> plans)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(plans);
        if (context.Options.Json)
        {
            output.WriteJson(plans);
            return;
        }

        foreach (var plan in plans)
        {
            context.Log.Information("{0}", $"{plan.Recipe} ({plan.Region}), fingerprint {plan.Fingerprint[..12]}{(plan.Continues is { } run ? $"; goes on with run {run}" : "")}");
            var table = new Table { Border = TableBorder.Simple };
            table.AddColumns("Step", "Would", "What");
            foreach (var step in plan.Steps)
            {
                table.AddRow(step.Step, $"[{Color(step.Action)}]{step.Action.ToString().ToLowerInvariant()}[/]", Markup.Escape(step.What));
            }

            console.Write(table);
        }
    }

    private static string Color(PlannedAction action) => action switch
    {
        PlannedAction.Create or PlannedAction.Run => "green",
        PlannedAction.Update => "yellow",
        PlannedAction.Fail => "red",
        _ => "grey",
    };
}
