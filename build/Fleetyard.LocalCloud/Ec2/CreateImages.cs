using System.Xml.Linq;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.Instances;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2;

/// <summary>CreateImage.</summary>
internal sealed class CreateImages(Cloud cloud, Instances instances)
{
    public IEnumerable<XElement> Create(QueryCall call)
    {
        lock (cloud.Exclusive)
        {
            var instance = instances.Find(call.Region, call.Required("InstanceId"));
            var name = call.Required("Name");
            if (cloud.Store.All<ImageDocument>().FirstOrDefault(image => image.Name == name && image.Region == call.Region && image.State.To != "failed") is { } other)
            {
                throw new AwsFault("InvalidAMIName.Duplicate", $"AMI name {name} is already in use by AMI {other.Id}");
            }

            // A host captures the disk of a stopped instance only; AWS would stop a running one itself.
            var state = instance.State.At(cloud.Now);
            if (state != "stopped")
            {
                throw new AwsFault("IncorrectState", $"Instance '{instance.Id}' is {state}; LocalCloud makes images of stopped instances: stop it first.");
            }

            var pending = new Transition("pending", "available", cloud.After("image-pending"), true);
            var image = new ImageDocument
            {
                Id = Cloud.NewId("ami"),
                Region = call.Region,
                Name = name,
                Description = call["Description"],
                BaseSystem = BaseOf(instance.ImageId),
                SnapshotId = Cloud.NewId("snap"),
                Created = cloud.Now,
                State = pending,
            };
            cloud.Store.Put(image.Id, image);
            cloud.Store.Put(image.SnapshotId, new SnapshotDocument(image.SnapshotId, call.Region, image.Id, instance.VolumeId, cloud.Now, pending with { To = "completed" }));
            cloud.Tag(image.Id, call.Region, call.TagsFor("image"));
            cloud.Tag(image.SnapshotId, call.Region, call.TagsFor("snapshot"));
            cloud.Start(token => CaptureAsync(instance.Id, image, token));
            return [new("imageId", image.Id)];
        }
    }

    private BaseSystem BaseOf(string imageId) =>
        PublicImage.All.FirstOrDefault(image => image.Id == imageId)?.BaseSystem
        ?? cloud.Store.Get<ImageDocument>(imageId)?.BaseSystem
        ?? throw new AwsFault("InvalidAMIID.NotFound", $"The image id '[{imageId}]' does not exist");

    private Task CaptureAsync(string instanceId, ImageDocument image, CancellationToken cancellationToken) => cloud.OnInstanceAsync(instanceId, async () =>
    {
        try
        {
            await cloud.Host.CaptureAsync(instanceId, image.Id, cancellationToken);
            cloud.Store.Change<ImageDocument>(image.Id, current => current with { State = current.State with { Working = false } });
            cloud.Store.Change<SnapshotDocument>(image.SnapshotId, current => current with { State = current.State with { Working = false } });
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            cloud.Store.Change<ImageDocument>(image.Id, current => current with { State = new("pending", "failed", cloud.Now, false), Reason = fault.Message });
            cloud.Store.Change<SnapshotDocument>(image.SnapshotId, current => current with { State = new("pending", "error", cloud.Now, false) });
        }
    }, cancellationToken);
}
