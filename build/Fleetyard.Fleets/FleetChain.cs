using Fleetyard.Fleets.Amis;
using Fleetyard.Fleets.CodeBuild;
using Fleetyard.Fleets.Instances;
using Fleetyard.Fleets.Provisioning;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Waiting;

namespace Fleetyard.Fleets;

/// <summary>All steps, put together.</summary>
public sealed class FleetChain
{
    private readonly Interruptions interruptions;

    /// <summary>Puts the steps together.</summary>
    /// <param name="time">The clock of every wait.</param>
    public FleetChain(TimeProvider time)
    {
        var waiter = new Waiter(time);
        var shells = new RemoteShells(waiter, time);
        var scripts = new ScriptRunner(shells);
        interruptions = new(waiter);
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

    /// <summary>Does a step's work; where EC2 takes the instance back meanwhile, the steps up to it are done again on the next one.</summary>
    /// <exception cref="FleetException">It could not, or EC2 took back one instance after the other.</exception>
    public async Task RunAsync(FleetRun run, IFleetStep step, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(step);
        var isDone = await interruptions.TryAsync(run, step.Name, token => run.RunAsync(step, token), cancellationToken);
        while (!isDone)
        {
            isDone = await interruptions.TryAsync(run, step.Name, token => AgainAsync(run, step, token), cancellationToken);
        }
    }

    private async Task AgainAsync(FleetRun run, IFleetStep last, CancellationToken cancellationToken)
    {
        foreach (var step in Steps.TakeWhile(step => step.Name != last.Name).Append(last))
        {
            if (await step.WhySkipAsync(run, cancellationToken) is null)
            {
                await run.RunAsync(step, cancellationToken);
            }
        }
    }
}
