using Fleetyard.Fleets.Amis;
using Fleetyard.Fleets.Planning;
using Fleetyard.Fleets.Runs;

namespace Fleetyard.Fleets.Provisioning;

/// <summary>Updates the system and installs the recipe's packages.</summary>
public sealed class InstallDeps(ScriptRunner scripts) : IFleetStep
{
    /// <inheritdoc/>
    public string Name => "InstallDeps";

    /// <inheritdoc/>
    public Task<string?> WhySkipAsync(FleetRun run, CancellationToken cancellationToken) => AmiFinder.WhyNotMakeAsync(run, Name, cancellationToken);

    /// <inheritdoc/>
    public Task<PlannedStep> PlanAsync(FleetRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Task.FromResult(ScriptRunner.Plan(Name, run.Recipe.Scripts.InstallDeps));
    }

    /// <inheritdoc/>
    public Task RunAsync(FleetRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        return scripts.RunAsync(run, Name, run.Recipe.Scripts.InstallDeps, cancellationToken);
    }
}
