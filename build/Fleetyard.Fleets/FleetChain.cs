using Fleetyard.Fleets.Amis;
using Fleetyard.Fleets.CodeBuild;
using Fleetyard.Fleets.Instances;
using Fleetyard.Fleets.Provisioning;
using Fleetyard.Fleets.Waiting;

namespace Fleetyard.Fleets;

/// <summary>All steps, put together.</summary>
public sealed class FleetChain
{
    /// <summary>Puts the steps together.</summary>
    /// <param name="time">The clock of every wait.</param>
    public FleetChain(TimeProvider time)
    {
        var waiter = new Waiter(time);
        var shells = new RemoteShells(waiter, time);
        var scripts = new ScriptRunner(shells);
        PrepareInstance = new(new SourceAmis(time), shells, waiter);
        InstallDeps = new(scripts);
        ConfigureNix = new(scripts);
        SnapshotAmi = new(scripts, waiter);
        GrantAccess = new(waiter);
        CreateFleet = new(waiter);
        VerifyFleet = new(waiter);
    }

    /// <summary>All of them, in order.</summary>
    public IReadOnlyList<IFleetStep> Steps => [PrepareInstance, InstallDeps, ConfigureNix, SnapshotAmi, GrantAccess, CreateFleet, VerifyFleet];

    /// <summary>The first step.</summary>
    public PrepareInstance PrepareInstance { get; }

    /// <summary>The second.</summary>
    public InstallDeps InstallDeps { get; }

    /// <summary>The third.</summary>
    public ConfigureNix ConfigureNix { get; }

    /// <summary>The fourth.</summary>
    public SnapshotAmi SnapshotAmi { get; }

    /// <summary>The fifth.</summary>
    public GrantAccess GrantAccess { get; }

    /// <summary>The sixth.</summary>
    public CreateFleet CreateFleet { get; }

    /// <summary>The check of the fleet.</summary>
    public VerifyFleet VerifyFleet { get; }
}
