using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2;

/// <summary>Takes Spot Instances back when the capacity plan says so.</summary>
internal sealed class SpotInterruptions(Cloud cloud)
{
    public void Expect(InstanceDocument instance)
    {
        if (instance.Spot is not null && cloud.SpotLifetime is { } lifetime)
        {
            cloud.Start(token => InterruptAsync(instance.Id, lifetime, token));
        }
    }

    private async Task InterruptAsync(string id, TimeSpan after, CancellationToken cancellationToken)
    {
        await Task.Delay(after, cloud.Time, cancellationToken);
        var isTaken = false;
        cloud.Store.Change<InstanceDocument>(id, instance =>
        {
            isTaken = instance.State.To != "terminated";
            return isTaken
                ? instance with { State = new("shutting-down", "terminated", cloud.After("instance-terminating"), true), Reason = "Server.SpotInstanceTermination: Spot Instance termination" }
                : instance;
        });
        if (isTaken)
        {
            await cloud.OnInstanceAsync(id, async () =>
            {
                await cloud.Host.TerminateAsync(id, CancellationToken.None);
                cloud.Store.Change<InstanceDocument>(id, instance => instance with { State = instance.State with { Working = false } });
            }, CancellationToken.None);
        }
    }
}
