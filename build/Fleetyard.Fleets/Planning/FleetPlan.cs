using Fleetyard.Fleets.Runs;

namespace Fleetyard.Fleets.Planning;

/// <summary>What a recipe's chain would do now.</summary>
public sealed record FleetPlan
{
    /// <summary>The recipe's name.</summary>
    public required string Recipe { get; init; }

    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>The recipe's fingerprint.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The run that would go on, or null where a new one would begin.</summary>
    public string? Continues { get; init; }

    /// <summary>The steps in order.</summary>
    public required IReadOnlyList<PlannedStep> Steps { get; init; }

    /// <summary>Asks each step in turn, by the very rules by which it runs; only reads.</summary>
    /// <param name="run">A run that is only looked at; see <see cref="RunStore.Preview"/>.</param>
    /// <param name="steps">The chain.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    public static async Task<FleetPlan> OfAsync(FleetRun run, IEnumerable<IFleetStep> steps, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(steps);
        var continues = run.State.Steps.Count > 0 || (run.State.InstanceId ?? run.State.AmiId) is not null ? run.State.RunId : null;
        var planned = new List<PlannedStep>();
        foreach (var step in steps)
        {
            planned.Add(await PlannedAsync(run, step, cancellationToken));
        }

        return new FleetPlan
        {
            Recipe = run.Recipe.Name,
            Region = run.Recipe.Region,
            Fingerprint = run.Recipe.Fingerprint,
            Continues = continues,
            Steps = planned,
        };
    }

    private static async Task<PlannedStep> PlannedAsync(FleetRun run, IFleetStep step, CancellationToken cancellationToken)
    {
        try
        {
            return await step.WhySkipAsync(run, cancellationToken) is { } reason
                ? new(step.Name, PlannedAction.Reuse, reason)
                : await step.PlanAsync(run, cancellationToken);
        }
        catch (FleetException e)
        {
            return new(step.Name, PlannedAction.Fail, e.Message);
        }
    }
}
