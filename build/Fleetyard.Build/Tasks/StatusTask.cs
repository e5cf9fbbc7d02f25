using Cake.Frosting;
using Fleetyard.Build.Reports;
using Fleetyard.Build.Runs;

namespace Fleetyard.Build.Tasks;

/// <summary>Lists what exists.</summary>
[TaskName("Status")]
[TaskDescription("Lists the fleets, AMIs and instances that exist, and what may go; rebuilds runs that this folder lost, and changes nothing else.")]
[TaskExample("--recipe='ktls-*' --output=json")]
public sealed class StatusTask(Holdings holdings, HoldingsReport report) : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override async Task RunAsync(BuildContext context) => report.Write(context, await holdings.ReadAndRebuildAsync(context));
}
