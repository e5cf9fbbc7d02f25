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
        await InstanceEnds.EndAsync(cloud, id, InstanceEnds.Interrupted);
    }
}
