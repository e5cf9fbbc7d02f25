using Cake.Core.Diagnostics;
using Cake.Frosting;
using Fleetyard.Build.Reports;
using Fleetyard.Build.Runs;

namespace Fleetyard.Build.Tasks;

/// <summary>Removes what is expired, orphaned or superseded.</summary>
[TaskName("Cleanup")]
[TaskDescription("Lists what is expired, orphaned or superseded; with --yes removes it, with --force unfinished runs' instances too. Never a working fleet.")]
[TaskExample("--regions=all --yes")]
public sealed class CleanupTask(Holdings holdings, HoldingsReport report) : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override async Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var all = await holdings.ReadAsync(context, withUnfinished: context.Options.Force);
        report.Write(context, all);
        var going = all.Where(verdict => verdict.MayGo).ToList();
        if (going.Count == 0)
        {
            context.Log.Information("Nothing of this may go.");
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
