using Cake.Frosting;
using Fleetyard.Build.Reports;
using Fleetyard.Build.Runs;

namespace Fleetyard.Build.Tasks;

/// <summary>Shows what CreateFleet and VerifyFleet would do.</summary>
[TaskName("Plan")]
[TaskDescription("Shows what would be created, reused and updated; only reads.")]
[TaskExample("--recipe='ktls-*' --output=json")]
public sealed class PlanTask(RunSet runs, PlanReport report) : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override async Task RunAsync(BuildContext context) => report.Write(context, await runs.PlanAsync(context));
}
