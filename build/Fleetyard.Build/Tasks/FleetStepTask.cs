using Cake.Core.Diagnostics;
using Cake.Frosting;
using Fleetyard.Build.Runs;
using Fleetyard.Fleets;

namespace Fleetyard.Build.Tasks;

/// <summary>A task that does one step of the chain for every recipe.</summary>
/// <remarks>Cake counts a skipped target as an error, so only a dependency is skipped; a target says that there was nothing to do.</remarks>
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
    public override Task RunAsync(BuildContext context) => runs.RunAsync(context, step);

    private bool IsTarget(BuildContext context) => context.Arguments.GetArguments("target").Contains(step.Name, StringComparer.OrdinalIgnoreCase);
}
