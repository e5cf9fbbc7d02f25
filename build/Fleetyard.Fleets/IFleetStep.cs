using Fleetyard.Fleets.Planning;
using Fleetyard.Fleets.Runs;

namespace Fleetyard.Fleets;

/// <summary>One step from a recipe to its fleet.</summary>
public interface IFleetStep
{
    /// <summary>Its target's name.</summary>
    string Name { get; }

    /// <summary>Why there is nothing to do, or null where there is.</summary>
    Task<string?> WhySkipAsync(FleetRun run, CancellationToken cancellationToken);

    /// <summary>What it would do, where there is something; only reads.</summary>
    /// <exception cref="FleetException">It would fail.</exception>
    Task<PlannedStep> PlanAsync(FleetRun run, CancellationToken cancellationToken);

    /// <summary>Does the work, and writes what it learned to the run.</summary>
    /// <exception cref="FleetException">It could not.</exception>
    Task RunAsync(FleetRun run, CancellationToken cancellationToken);
}
