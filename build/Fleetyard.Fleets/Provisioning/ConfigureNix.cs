using Fleetyard.Fleets.Amis;
using Fleetyard.Fleets.Planning;
using Fleetyard.Fleets.Runs;

namespace Fleetyard.Fleets.Provisioning;

/// <summary>Installs Nix, configures it for root and for non-login shells, verifies it, and reduces its store.</summary>
public sealed class ConfigureNix(ScriptRunner scripts) : IFleetStep
{
    /// <inheritdoc/>
    public string Name => "ConfigureNix";

    /// <inheritdoc/>
    public Task<string?> WhySkipAsync(FleetRun run, CancellationToken cancellationToken) => AmiFinder.WhyNotMakeAsync(run, Name, cancellationToken);

    /// <inheritdoc/>
    public Task<PlannedStep> PlanAsync(FleetRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Task.FromResult(ScriptRunner.Plan(Name, run.Recipe.Scripts.ConfigureNix));
    }

    /// <inheritdoc/>
    public Task RunAsync(FleetRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        return scripts.RunAsync(run, Name, run.Recipe.Scripts.ConfigureNix, cancellationToken);
    }
}
