using Amazon.EC2;
using Amazon.EC2.Model;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Waiting;

namespace Fleetyard.Fleets.Instances;

/// <summary>An instance's state, and the changes that a run makes to it.</summary>
internal static class InstanceStates
{
    /// <summary>The instance, or null where EC2 does not know it, as just after a launch.</summary>
    public static async Task<Instance?> FindAsync(FleetRun run, string id, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await run.Clients.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = [id] }, cancellationToken);
            return answer.Reservations?.SelectMany(reservation => reservation.Instances ?? []).FirstOrDefault();
        }
        catch (AmazonEC2Exception e) when (e.ErrorCode == "InvalidInstanceID.NotFound")
        {
            return null;
        }
    }

    /// <summary>Stops an instance; its shutdown would terminate it, so that is put off first.</summary>
    public static async Task StopAsync(FleetRun run, string id, Waiter waiter, CancellationToken cancellationToken)
    {
        await run.Clients.Ec2.ModifyInstanceAttributeAsync(
            new ModifyInstanceAttributeRequest { InstanceId = id, InstanceInitiatedShutdownBehavior = "stop" }, cancellationToken);
        await run.Clients.Ec2.StopInstancesAsync(new StopInstancesRequest { InstanceIds = [id] }, cancellationToken);
        await waiter.ForAsync($"instance {id} to stop", TimeSpan.FromMinutes(15),
            async token => await FindAsync(run, id, token) is { State.Name.Value: "stopped" } stopped ? stopped : null, "look at it in the EC2 console.", cancellationToken);
    }

    /// <summary>Terminates the run's instance, if it has one.</summary>
    public static async Task TerminateAsync(FleetRun run, string step, CancellationToken cancellationToken)
    {
        if (run.State.InstanceId is not { } id)
        {
            return;
        }

        await run.Clients.Ec2.TerminateInstancesAsync(new TerminateInstancesRequest { InstanceIds = [id] }, cancellationToken);
        run.Learn(step, state => state with { InstanceId = null });
        run.Log.Say($"Terminated {id}");
    }
}
