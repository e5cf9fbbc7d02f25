using Amazon.EC2.Model;
using Fleetyard.Fleets.Runs;

namespace Fleetyard.Fleets.Instances;

/// <summary>A launch of an earlier command that did not live to hear of it.</summary>
internal static class UnansweredLaunch
{
    /// <summary>Makes the instance that came of it the run's. Where that has ended, or none came in time, the run begins with another launch, whose time counts anew.</summary>
    public static async Task TakeUpAsync(FleetRun run, string step, CancellationToken cancellationToken)
    {
        if (run.State is not { InstanceId: null, Launched: not null })
        {
            return;
        }

        var found = await InstanceStates.LaunchedAsync(run, cancellationToken);
        if (found is null)
        {
            IsInVain(run, step, found);
            return;
        }

        run.Learn(step, state => state with { InstanceId = found.InstanceId });
        run.Log.Say($"Found {found.InstanceId}, whose launch was not answered");
        InstanceStates.Forget(run, step, found.InstanceId, found);
    }

    /// <summary>Whether nothing came of it and nothing will; the run has forgotten it then. Before, the same launch is asked for again, since another could make a second instance.</summary>
    public static bool IsInVain(FleetRun run, string step, Instance? found)
    {
        if (found is not null || run.IsLaunchRecent)
        {
            return false;
        }

        run.Log.Say($"No instance came of the launch of {run.State.Launched:u}, which was not answered");
        run.Learn(step, state => state.WithoutInstance());
        return true;
    }
}
