using Fleetyard.Fleets.Planning;
using Fleetyard.Fleets.Runs;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Provisioning;

/// <summary>Runs scripts on an instance.</summary>
/// <param name="shells">How the instance is reached.</param>
public sealed class ScriptRunner(RemoteShells shells)
{
    /// <summary>What a step of scripts would do.</summary>
    public static PlannedStep Plan(string step, IReadOnlyList<RecipeScript> scripts) =>
        new(step, PlannedAction.Run, string.Join(", ", scripts.Select(script => script.Name)));

    /// <summary>Runs scripts in order; their output goes to the run's log and folder, their facts to its state.</summary>
    /// <exception cref="FleetException">A script failed or took too long; the message has its last lines.</exception>
    public async Task RunAsync(FleetRun run, string step, IReadOnlyList<RecipeScript> scripts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(scripts);
        await using var shell = shells.Of(run);
        foreach (var script in scripts)
        {
            run.Log.Say($"{step}: {script.Name}");
            using var output = new ScriptOutput(run, step, script.Name);
            await RunAsync(run, shell, script, output, cancellationToken);
        }
    }

    private static async Task RunAsync(FleetRun run, IRemoteShell shell, RecipeScript script, ScriptOutput output, CancellationToken cancellationToken)
    {
        ScriptEnd end;
        try
        {
            end = await shell.RunAsync(script, output, cancellationToken);
        }
        finally
        {
            output.End();
        }

        if (end.ExitCode == Audit.Found && run.State.Facts.ContainsKey(Audit.Fact))
        {
            output.Audit.Check(script.Name);
            return;
        }

        if (!end.Succeeded)
        {
            throw new FleetException($"{script.Name} {end.Told(script.Timeout)} on {run.State.InstanceId}; its output is in {output.Path}. Its last lines: {output.Tail}");
        }
    }
}
