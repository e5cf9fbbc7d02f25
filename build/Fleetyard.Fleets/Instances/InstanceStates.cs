using Amazon.EC2;
using Amazon.EC2.Model;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Ssh;
using Fleetyard.Fleets.Waiting;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Instances;

/// <summary>An instance's state, and the changes that a run makes to it.</summary>
internal static class InstanceStates
{
    /// <summary>The instance, or null where EC2 does not know it, as just after a launch and long after its end.</summary>
    public static async Task<Instance?> FindAsync(FleetRun run, string id, CancellationToken cancellationToken)
    {
        try
        {
            return First(await run.Clients.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = [id] }, cancellationToken).AboutAsync($"instance {id}"));
        }
        catch (AmazonEC2Exception e) when (AwaitedState.InstanceRunning.NotListed.Contains(e.ErrorCode))
        {
            return null;
        }
    }

    /// <summary>The instance that came of a launch whose answer was lost, or null where none did so far.</summary>
    public static async Task<Instance?> LaunchedAsync(FleetRun run, CancellationToken cancellationToken) =>
        First(await run.Clients.Ec2.DescribeInstancesAsync(
            new DescribeInstancesRequest { Filters = [new Filter("client-token", [LaunchRequest.ClientToken(run)])] }, cancellationToken).AboutAsync($"the instance of {run.State.RunId}"));

    /// <summary>Forgets the run's instance where it ended outside of the run, so that the run begins again with another.</summary>
    public static async Task CheckAsync(FleetRun run, string step, CancellationToken cancellationToken)
    {
        if (run.State.InstanceId is not { } id)
        {
            return;
        }

        var instance = await FindAsync(run, id, cancellationToken);
        if (instance is null && !run.Did("PrepareInstance") && run.IsLaunchRecent)
        {
            // EC2 may not list it yet; that step waits for it.
            return;
        }

        Forget(run, step, id, instance);
    }

    /// <summary>Forgets the run's instance as it was found, if it has ended.</summary>
    public static void Forget(FleetRun run, string step, string id, Instance? instance)
    {
        if (instance is not null && Interruption.Of(instance) is { } taken)
        {
            Interruption.Forget(run, step, taken);
        }
        else if (instance is null || Ended(instance))
        {
            run.Log.Warning($"Instance {id} is {instance?.State.Name.Value ?? "gone"}, which was not of this run's doing ({Reason(instance)}); the run begins again at PrepareInstance.");
            run.Learn(step, state => state.WithoutInstance());
        }
    }

    /// <summary>Whether the run has an instance, and it has not ended.</summary>
    public static async Task<bool> IsThereAsync(FleetRun run, CancellationToken cancellationToken) =>
        run.State.InstanceId is { } id && await FindAsync(run, id, cancellationToken) is { } instance && !Ended(instance);

    /// <summary>Why the run cannot go on with the instance that it has, or null.</summary>
    public static string? WhyUseless(FleetRun run) => run.State switch
    {
        { InstanceId: not null, InstanceUnknown: true } => "what was done on it is lost with the run's journal",
        { InstanceId: not null } when run.IsShut => "it lets nobody in by SSH since its clean-up was begun",
        _ => null,
    };

    /// <summary>Terminates an instance that the run cannot go on with: scripts that ran on it to nobody knows which line are not run on it again, and one that is shut runs none.</summary>
    public static async Task ReplaceUselessAsync(FleetRun run, string step, Waiter waiter, CancellationToken cancellationToken)
    {
        if (WhyUseless(run) is { } why)
        {
            run.Log.Say($"Another instance takes the place of {run.State.InstanceId}: {why}");
            await TerminateAsync(run, step, waiter, cancellationToken);
        }
    }

    /// <summary>Stops an instance; its shutdown would terminate it, so that is changed first.</summary>
    /// <remarks>EC2 does not stop a Spot Instance of a one-time request: CreateImage shuts it down itself and starts it again.</remarks>
    public static async Task StopAsync(FleetRun run, string id, Waiter waiter, CancellationToken cancellationToken)
    {
        if (run.Recipe.Instance.Market == InstanceMarket.Spot)
        {
            run.Log.Say($"{id} is a Spot Instance, which cannot be stopped: EC2 shuts it down while its volumes are taken");
            return;
        }

        await run.Clients.Ec2.ModifyInstanceAttributeAsync(
            new ModifyInstanceAttributeRequest { InstanceId = id, InstanceInitiatedShutdownBehavior = "stop" }, cancellationToken).AboutAsync($"instance {id}");
        await run.Clients.Ec2.StopInstancesAsync(new StopInstancesRequest { InstanceIds = [id] }, cancellationToken).AboutAsync($"instance {id}");
        using var followed = waiter.In(run).Instances.Follow(id);
        await waiter.ForAsync($"instance {id} to stop", TimeSpan.FromMinutes(15), async token =>
        {
            var instance = await followed.ReadAsync(token);
            var over = AwaitedState.InstanceStopped.Of(instance?.State.Name.Value);
            return instance is null || over == false
                ? throw new FleetException($"Instance {id} is {instance?.State.Name.Value ?? "gone"} instead of stopped: {Reason(instance)}; run the same command again.")
                : over == true ? instance : null;
        }, "look at it in the EC2 console.", cancellationToken);
        run.Log.Say($"Stopped {id}");
    }

    /// <summary>Terminates the run's instance, if it has one, removes what it was reached with, and forgets both.</summary>
    /// <exception cref="FleetException">EC2 does not know the instance, or a launch was not answered and nothing came of it.</exception>
    public static async Task TerminateAsync(FleetRun run, string step, Waiter waiter, CancellationToken cancellationToken)
    {
        if (run.MayHaveInstance)
        {
            await EndAsync(run, step, waiter, cancellationToken);
        }

        await SshSetup.RemoveAsync(run, step, waiter, cancellationToken);
    }

    private static async Task EndAsync(FleetRun run, string step, Waiter waiter, CancellationToken cancellationToken)
    {
        if (run is { State.InstanceId: null, IsLaunchRecent: false } && UnansweredLaunch.IsInVain(run, step, await LaunchedAsync(run, cancellationToken)))
        {
            return;
        }

        var id = run.State.InstanceId ?? (await waiter.ForAsync("the instance of a launch that was not answered", TimeSpan.FromMinutes(1),
            token => LaunchedAsync(run, token), $"it may be none was launched; the next run asks for the same one, and it carries the tag {Tags.Run}={run.State.RunId}.", cancellationToken)).InstanceId;
        var answer = await waiter.ForAsync($"EC2 to know instance {id}", TimeSpan.FromMinutes(2),
            token => TerminatedAsync(run, id, token), $"look in the EC2 console for the tag {Tags.Run}={run.State.RunId}.", cancellationToken);
        run.Learn(step, state => state.WithoutInstance());
        run.Log.Say($"{answer} {id}");
    }

    /// <summary>Null as long as EC2 has not heard of an instance that it launched a moment ago.</summary>
    private static async Task<string?> TerminatedAsync(FleetRun run, string id, CancellationToken cancellationToken)
    {
        try
        {
            await run.Clients.Ec2.TerminateInstancesAsync(new TerminateInstancesRequest { InstanceIds = [id] }, cancellationToken).AboutAsync($"instance {id}");
            return "Terminated";
        }
        catch (AmazonEC2Exception e) when (e.ErrorCode == "InvalidInstanceID.NotFound")
        {
            return run.Did("PrepareInstance") || !run.IsLaunchRecent ? "There is no longer an instance" : null;
        }
    }

    private static Instance? First(DescribeInstancesResponse answer) =>
        answer.Reservations?.SelectMany(reservation => reservation.Instances ?? []).FirstOrDefault();

    private static bool Ended(Instance instance) => instance.State.Name.Value is "shutting-down" or "terminated";

    /// <summary>Why it is in its state, as part of a sentence.</summary>
    public static string Reason(Instance? instance) => (instance?.StateReason?.Message ?? "EC2 gave no reason").TrimEnd('.');
}
