using System.Net;
using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.SimpleSystemsManagement.Model;
using Fleetyard.Fleets.Amis;
using Fleetyard.Fleets.Planning;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Waiting;

namespace Fleetyard.Fleets.Instances;

/// <summary>Launches the instance that an AMI is made on, and waits until SSM reaches it.</summary>
public sealed class PrepareInstance(SourceAmis sources, Waiter waiter) : IFleetStep
{
    /// <inheritdoc/>
    public string Name => "PrepareInstance";

    /// <inheritdoc/>
    public Task<string?> WhySkipAsync(FleetRun run, CancellationToken cancellationToken) => AmiFinder.WhyNotMakeAsync(run, Name, cancellationToken);

    /// <inheritdoc/>
    public async Task<PlannedStep> PlanAsync(FleetRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var source = await sources.FindAsync(run, cancellationToken);
        return new(Name, PlannedAction.Create, $"instance {run.Recipe.Instance.Type} from {source.ImageId} ({source.Name}, owner {source.OwnerId})");
    }

    /// <inheritdoc/>
    public async Task RunAsync(FleetRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        await InstanceStates.ReplaceUnknownAsync(run, Name, waiter, cancellationToken);
        var source = run.State is { Launched: not null, SourceAmi: { } known } ? known : await sources.FindAsync(run, cancellationToken);
        run.Learn(Name, state => state with { SourceAmi = source });
        run.Log.Say($"Source AMI {source.ImageId}: {source.Name}, owner {source.OwnerId}, created {source.Created}");

        var id = run.State.InstanceId ?? await UnansweredAsync(run, cancellationToken) ?? await LaunchAsync(run, source);
        await RunningAsync(run, id, cancellationToken);
        await OnlineAsync(run, id, cancellationToken);
        run.Log.Say($"{id} runs and SSM reaches it");
    }

    /// <summary>The instance of an earlier command that did not live to hear of it.</summary>
    private async Task<string?> UnansweredAsync(FleetRun run, CancellationToken cancellationToken)
    {
        if (run.State.Launched is null || await InstanceStates.LaunchedAsync(run, cancellationToken) is not { InstanceId: var id })
        {
            return null;
        }

        run.Learn(Name, state => state with { InstanceId = id });
        run.Log.Say($"Found {id}, whose launch was not answered");
        return id;
    }

    /// <remarks>Takes no cancellation token: an answer that is cut off leaves an instance that nobody knows.</remarks>
    private async Task<string> LaunchAsync(FleetRun run, SourceAmi source)
    {
        run.Learn(Name, state => state with { Launched = state.Launched ?? run.Now });
        var intent = run.Intend(Name, "RunInstances", $"{run.Recipe.Instance.Type} from {source.ImageId}");
        try
        {
            var launched = await run.Clients.Ec2.RunInstancesAsync(LaunchRequest.Of(run, source), CancellationToken.None);
            var id = launched.Reservation.Instances[0].InstanceId;
            run.Learn(Name, state => state with { InstanceId = id });
            intent.Done(id);
            run.Log.Say($"Launched {id}");
            return id;
        }
        catch (AmazonEC2Exception e) when (e.StatusCode is >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError && e.ErrorCode != "IdempotentParameterMismatch")
        {
            run.Learn(Name, state => state.WithoutInstance());
            throw;
        }
    }

    private Task<Instance> RunningAsync(FleetRun run, string id, CancellationToken cancellationToken) =>
        waiter.ForAsync($"instance {id} to run", TimeSpan.FromMinutes(10), async token =>
        {
            var instance = await InstanceStates.FindAsync(run, id, token);
            return instance?.State.Name.Value switch
            {
                "running" => instance,
                null or "pending" => null,
                var state => throw new FleetException($"Instance {id} is {state} instead of running: {InstanceStates.Reason(instance)}; run the same command again."),
            };
        }, "look at it in the EC2 console.", cancellationToken);

    private Task<InstanceInformation> OnlineAsync(FleetRun run, string id, CancellationToken cancellationToken) =>
        waiter.ForAsync($"SSM to reach {id}", TimeSpan.FromMinutes(10), async token =>
        {
            var answer = await run.Clients.Ssm.DescribeInstanceInformationAsync(
                new DescribeInstanceInformationRequest { Filters = [new InstanceInformationStringFilter { Key = "InstanceIds", Values = [id] }] }, token);
            return answer.InstanceInformationList?.FirstOrDefault(information => information.PingStatus?.Value == "Online");
        }, "the instance profile needs AmazonSSMManagedInstanceCore, the subnet a way to SSM, and Debian's and Red Hat's AMIs instance.ssmAgent.", cancellationToken);
}
