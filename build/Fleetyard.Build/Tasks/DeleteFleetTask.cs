using Cake.Frosting;
using Fleetyard.Build.Options;
using Fleetyard.Build.Runs;

namespace Fleetyard.Build.Tasks;

/// <summary>Takes the recipes' fleets down.</summary>
[TaskName("DeleteFleet")]
[TaskDescription("Takes the recipe's fleet down and waits until it is gone; its AMI stays for the next.")]
[TaskExample("--recipe=ktls-debian-13-x86_64")]
public sealed class DeleteFleetTask(FleetDeletion deletion, StandardOutput output) : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override async Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var deleted = await deletion.RunAsync(context);
        if (context.Options.Json)
        {
            output.WriteJson(new { deleted });
        }
    }
}
