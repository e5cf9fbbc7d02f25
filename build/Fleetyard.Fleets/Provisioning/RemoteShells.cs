using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Waiting;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Provisioning;

/// <summary>Reaches each run's instance in the way that its recipe says.</summary>
public sealed class RemoteShells
{
    private readonly Waiter waiter;
    private readonly TimeProvider time;
    private readonly int sshPort;

    /// <summary>Reaches instances at the usual port of SSH, or by SSM.</summary>
    /// <param name="waiter">How it waits.</param>
    /// <param name="time">The clock of the waiter.</param>
    public RemoteShells(Waiter waiter, TimeProvider time)
        : this(waiter, time, 22)
    {
    }

    internal RemoteShells(Waiter waiter, TimeProvider time, int sshPort) => (this.waiter, this.time, this.sshPort) = (waiter, time, sshPort);

    /// <exception cref="FleetException">The run has no instance.</exception>
    internal IRemoteShell Of(FleetRun run) => run.Recipe.Instance.Remote == RemoteAccess.Ssm
        ? new SsmShell(run, waiter)
        : new SshShell(run, new(run, waiter, sshPort), time);
}
