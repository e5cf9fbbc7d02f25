using Fleetyard.Fleets.Amis;
using Fleetyard.Fleets.Keys;
using Fleetyard.Fleets.Planning;
using Fleetyard.Fleets.Provisioning;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Ssh;
using Fleetyard.Fleets.Waiting;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Instances;

/// <summary>Launches the instance that an AMI is made on, and waits until it is reached.</summary>
public sealed class PrepareInstance(SourceAmis sources, RemoteShells shells, Waiter waiter) : IFleetStep
{
    /// <inheritdoc/>
    public string Name => "PrepareInstance";

    /// <inheritdoc/>
    public Task<string?> WhySkipAsync(FleetRun run, CancellationToken cancellationToken) => AmiFinder.WhyNotMakeAsync(run, Name, cancellationToken);

    /// <inheritdoc/>
    public async Task<PlannedStep> PlanAsync(FleetRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        Secrets.Check(run);
        var source = await sources.FindAsync(run, cancellationToken);
        await KeyAccess.CheckAsync(run, cancellationToken);
        var wayIn = SshSetup.Told(run.Recipe);
        var candidates = LaunchCandidate.Of(run.Recipe.Instance);
        var others = candidates.Count == 1 ? "" : $", else {string.Join(", ", candidates.Skip(1))}";
        var instead = InstanceStates.WhyUseless(run) is { } why ? $", in the place of {run.State.InstanceId}: {why}" : "";
        return new(Name, PlannedAction.Create, $"{(run.Recipe.Instance.Market == InstanceMarket.Spot ? "Spot Instance" : "instance")} {candidates[0]}{others} from {source.Told()}{wayIn}{instead}");
    }

    /// <inheritdoc/>
    public async Task RunAsync(FleetRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        Secrets.Check(run);
        await InstanceStates.ReplaceUselessAsync(run, Name, waiter, cancellationToken);
        await UnansweredLaunch.TakeUpAsync(run, Name, cancellationToken);
        var source = run.State is { Launched: not null, SourceAmi: { } known } ? known : await sources.FindAsync(run, cancellationToken);
        await KeyAccess.CheckAsync(run, cancellationToken);
        run.Learn(Name, state => state with { SourceAmi = source });
        run.Log.Say($"Source AMI {source.Told()}");

        await SshSetup.MakeAsync(run, Name, waiter, cancellationToken);
        UserData.Check(run);
        var id = run.State.InstanceId ?? await new Launch(run, Name).RunAsync(source);
        await RunningAsync(run, id, cancellationToken);
        await OnlineAsync(run, id, cancellationToken);
    }

    private async Task RunningAsync(FleetRun run, string id, CancellationToken cancellationToken)
    {
        using var followed = waiter.In(run).Instances.Follow(id);
        var shown = false;
        await waiter.ForAsync($"instance {id} to run", TimeSpan.FromMinutes(10), async token =>
        {
            var instance = await followed.ReadAsync(token);
            switch (AwaitedState.InstanceRunning.Of(instance?.State.Name.Value))
            {
                case true:
                    return instance;
                case false:
                    throw new FleetException($"Instance {id} is {instance!.State.Name.Value} instead of running: {InstanceStates.Reason(instance)}; run the same command again.");
                default:
                    if (!shown && instance is not null)
                    {
                        shown = true;
                        run.Log.Progress($"Instance {id}: {instance.State.Name.Value}{run.Left(Name)}");
                    }

                    return null;
            }
        }, "look at it in the EC2 console.", cancellationToken);
    }

    private async Task OnlineAsync(FleetRun run, string id, CancellationToken cancellationToken)
    {
        await using var shell = shells.Of(run);
        await shell.OnlineAsync(cancellationToken);
        run.Log.Say($"{id} runs and {shell.Name} reaches it");
    }
}
