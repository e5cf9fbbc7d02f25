using Cake.Core.Diagnostics;
using Cake.Frosting;
using Fleetyard.Build.Reports;
using Fleetyard.Build.Runs;

namespace Fleetyard.Build.Tasks;

/// <summary>Removes what is expired, orphaned or superseded.</summary>
[TaskName("Cleanup")]
[TaskDescription("Lists what is expired, orphaned or superseded; with --yes removes it. Never a working fleet.")]
[TaskExample("--yes")]
public sealed class CleanupTask(Holdings holdings, HoldingsReport report) : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override async Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var going = (await holdings.ReadAsync(context)).Where(verdict => verdict.MayGo).ToList();
        report.Write(context, going);
        if (going.Count == 0)
        {
            return;
        }

        if (!context.Options.Yes)
        {
            context.Log.Information("Nothing was removed; --yes removes these {0}.", going.Count);
            return;
        }

        await holdings.RemoveAsync(context, going);
    }
}
