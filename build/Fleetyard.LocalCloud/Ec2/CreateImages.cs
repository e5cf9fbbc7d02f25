using System.Text.RegularExpressions;
using System.Xml.Linq;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.Instances;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2;

/// <summary>CreateImage.</summary>
internal sealed partial class CreateImages(Cloud cloud, Instances instances)
{
    public IEnumerable<XElement> Create(QueryCall call)
    {
        lock (cloud.Exclusive)
        {
            var instance = instances.Find(call.Region, call.Required("InstanceId"));
            var name = FreeName(call);
            var imageTags = TagRules.For(call, "image", "snapshot");
            var snapshotTags = TagRules.For(call, "snapshot", "image");

            // A host captures the disk of a stopped instance only; AWS would stop a running one itself.
            var state = instance.State.At(cloud.Now);
            if (state != "stopped")
            {
                throw new AwsFault("IncorrectState", $"Instance '{instance.Id}' is {state}; LocalCloud makes images of stopped instances: stop it first.");
            }

            var image = Document(call, instance, name);
            cloud.Store.Put(image.Id, image);
            cloud.Tag(image.Id, call.Region, imageTags);
            foreach (var device in image.Devices)
            {
                cloud.Store.Put(device.SnapshotId!, Snapshot(image, instance, device));
                cloud.Tag(device.SnapshotId!, call.Region, snapshotTags);
            }

            cloud.Start(token => CaptureAsync(instance.Id, image, token));
            return [new("imageId", image.Id)];
        }
    }

    private string FreeName(QueryCall call)
    {
        var name = call.Required("Name");
        if (!Name().IsMatch(name))
        {
            throw new AwsFault("InvalidAMIName.Malformed", $"AMI names must be between 3 and 128 characters long, of letters, digits, spaces and ()[]./-'@_; '{name}' is not.");
        }

        return cloud.Store.All<ImageDocument>().FirstOrDefault(image => image.Name == name && image.Region == call.Region && image.State.To != "failed") is { } other
            ? throw new AwsFault("InvalidAMIName.Duplicate", $"AMI name {name} is already in use by AMI {other.Id}")
            : name;
    }

    private ImageDocument Document(QueryCall call, InstanceDocument instance, string name) => new()
    {
        Id = Cloud.NewId("ami"),
        Region = call.Region,
        Name = name,
        Description = call["Description"],
        BaseSystem = BaseOf(instance.ImageId),
        Devices = [.. instance.Volumes.Select(volume => volume with { VolumeId = null, SnapshotId = Cloud.NewId("snap") })],
        InstanceId = instance.Id,
        Created = cloud.Now,
        State = new("pending", "available", cloud.After("image-pending"), true),
    };

    private static SnapshotDocument Snapshot(ImageDocument image, InstanceDocument instance, BlockDevice device) => new(
        device.SnapshotId!, image.Region, image.Id, instance.Volumes.First(volume => volume.DeviceName == device.DeviceName).VolumeId, image.Created, image.State with { To = "completed" },
        device.SizeGiB, device.Encrypted, $"Created by CreateImage({instance.Id}) for {image.Id}");

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
            EndSnapshots(image, state => state with { Working = false });
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            cloud.Store.Change<ImageDocument>(image.Id, current => current with { State = new("pending", "failed", cloud.Now, false), Reason = fault.Message });
            EndSnapshots(image, _ => new("pending", "error", cloud.Now, false));
        }
    }, cancellationToken);

    private void EndSnapshots(ImageDocument image, Func<Transition, Transition> end)
    {
        foreach (var device in image.Devices)
        {
            cloud.Store.Change<SnapshotDocument>(device.SnapshotId!, current => current with { State = end(current.State) });
        }
    }

    /// <summary>"Name" of CreateImage in the EC2 API Reference.</summary>
    [GeneratedRegex(@"^[a-zA-Z0-9()\[\] ./\-'@_]{3,128}$")]
    private static partial Regex Name();
}
