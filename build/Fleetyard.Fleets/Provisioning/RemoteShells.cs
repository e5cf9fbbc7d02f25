using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Ssh;
using Fleetyard.Fleets.Waiting;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Provisioning;

/// <summary>Reaches each run's instance in the way that its recipe says.</summary>
/// <param name="waiter">How it waits.</param>
/// <param name="time">The clock of the waiter.</param>
public sealed class RemoteShells(Waiter waiter, TimeProvider time)
{
    /// <exception cref="FleetException">The run has no instance.</exception>
    internal IRemoteShell Of(FleetRun run) => run.Recipe.Instance.Remote == RemoteAccess.Ssm
        ? new SsmShell(run, waiter)
        : new SshShell(run, new SshConnector(run, waiter, time), time);
}
