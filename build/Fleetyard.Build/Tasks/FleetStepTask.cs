using Cake.Core.Diagnostics;
using Cake.Frosting;
using Fleetyard.Build.Runs;
using Fleetyard.Fleets;

namespace Fleetyard.Build.Tasks;

/// <summary>A task that does one step of the chain for every recipe.</summary>
/// <remarks>Cake counts a skipped target as an error, so only a dependency is skipped; a target says that there was nothing to do.
/// The last target also tells of recipes that failed while others went on.</remarks>
public abstract class FleetStepTask(RunSet runs, IFleetStep step) : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override bool ShouldRun(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (IsTarget(context) || runs.WhySkipAsync(context, step).GetAwaiter().GetResult() is not { } reason)
        {
            return true;
        }

        context.Log.Information("{0} is skipped: {1}", step.Name, reason);
        return false;
    }

    /// <inheritdoc/>
    public override async Task RunAsync(BuildContext context)
    {
        await runs.RunAsync(context, step);
        if (Targets(context).LastOrDefault()?.Equals(step.Name, StringComparison.OrdinalIgnoreCase) == true && runs.Failure() is { } failure)
        {
            throw failure;
        }
    }

    private bool IsTarget(BuildContext context) => Targets(context).Contains(step.Name, StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> Targets(BuildContext context) => context.Arguments.GetArguments("target");
}
