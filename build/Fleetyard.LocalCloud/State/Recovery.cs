namespace Fleetyard.LocalCloud.State;

/// <summary>Ends what a process that was killed had under way.</summary>
internal static class Recovery
{
    private const string Why = "LocalCloud ended while this was under way; ask for it again.";

    public static async Task RunAsync(Cloud cloud, CancellationToken cancellationToken)
    {
        var store = cloud.Store;
        foreach (var instance in store.All<InstanceDocument>().Where(instance => instance.State.Working))
        {
            store.Put(instance.Id, instance with { State = new("shutting-down", "terminated", cloud.Now, false), Reason = "Server.InternalError: " + Why });
        }

        foreach (var image in store.All<ImageDocument>().Where(image => image.State.Working))
        {
            store.Put(image.Id, image with { State = new("pending", "failed", cloud.Now, false), Reason = Why });
        }

        foreach (var snapshot in store.All<SnapshotDocument>().Where(snapshot => snapshot.State.Working))
        {
            store.Put(snapshot.Id, snapshot with { State = new("pending", "error", cloud.Now, false) });
        }

        foreach (var command in store.All<CommandDocument>().Where(command => command.Ended is null))
        {
            store.Put(command.Id, command with { Status = "Failed", Error = command.Error + Why, Ended = cloud.Now });
        }

        // A build's instance is no EC2 instance of the account's, so the host takes it for unknown and removes it below.
        foreach (var build in store.All<BuildDocument>().Where(build => build.Ended is null))
        {
            store.Put(build.Id, build.CutOff(Why, cloud.Now));
        }

        var instances = store.All<InstanceDocument>().Where(instance => instance.State.To != "terminated").Select(instance => instance.Id).ToHashSet();
        var images = store.All<ImageDocument>().Where(image => image.State.To == "available").Select(image => image.Content).ToHashSet();
        await cloud.Host.ReconcileAsync(instances, images, cancellationToken);
    }
}
