using System.Xml.Linq;
using Fleetyard.LocalCloud.Ec2.Boot;
using Fleetyard.LocalCloud.Faults;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2.Amis;

/// <summary>CreateImage: of a stopped instance, or of a running one, which is restarted for it as EC2 does.</summary>
internal sealed class CreateImages(Cloud cloud, Ec2.Instances instances, Images images, BlockDevices devices)
{
    public IEnumerable<XElement> Create(QueryCall call)
    {
        lock (cloud.Exclusive)
        {
            var instance = instances.Find(call.Region, call.Required("InstanceId"));
            var name = images.FreeName(call);
            var imageTags = TagRules.For(call, "image", "snapshot");
            var snapshotTags = TagRules.For(call, "snapshot", "image");
            var state = instance.State.At(cloud.Now);
            if (state is not ("stopped" or "running"))
            {
                throw new AwsFault("IncorrectState", $"Instance '{instance.Id}' is {state}; an image is made of a stopped or a running one.");
            }

            if (state == "running" && call.Flag("NoReboot") == true)
            {
                throw new AwsFault("UnsupportedOperation", $"LocalCloud makes no image of a running instance without restarting it; stop {instance.Id}, or leave NoReboot out.");
            }

            var image = Document(call, instance, name);
            cloud.Store.Put(image.Id, image);
            cloud.Tag(image.Id, call.Region, imageTags);
            foreach (var device in image.Devices)
            {
                cloud.Store.Put(device.SnapshotId!, Snapshot(image, instance, device));
                cloud.Tag(device.SnapshotId!, call.Region, snapshotTags);
            }

            if (call.Fault == FaultKind.ImageFails)
            {
                images.End(image.Id, "An internal error has occurred while the snapshot was made");
            }
            else if (call.Fault != FaultKind.ImageNeverEnds)
            {
                cloud.Start(token => CaptureAsync(instance.Id, image, isRunning: state == "running", token));
            }

            return [new("imageId", image.Id)];
        }
    }

    private ImageDocument Document(QueryCall call, InstanceDocument instance, string name) => new()
    {
        Id = Cloud.NewId("ami"),
        Region = call.Region,
        Name = name,
        Description = call["Description"],
        BaseSystem = BaseSystems.Of(cloud, instance) ?? throw new AwsFault("InvalidAMIID.NotFound", $"The image id '[{instance.ImageId}]' does not exist"),
        Traits = instance.Traits,
        Devices = [.. devices.Of(call, instance.Volumes).Select(volume => volume with { VolumeId = null, SnapshotId = Cloud.NewId("snap") })],
        InstanceId = instance.Id,
        SourceImageId = instance.ImageId,
        SourceRegion = call.Region,
        Created = cloud.Now,
        VisibleFrom = cloud.After("image-visible"),
        State = new("pending", "available", cloud.After("image-pending"), true),
    };

    private static SnapshotDocument Snapshot(ImageDocument image, InstanceDocument instance, BlockDevice device) => new()
    {
        Id = device.SnapshotId!,
        Region = image.Region,
        ImageId = image.Id,
        VolumeId = instance.Volumes.FirstOrDefault(volume => volume.DeviceName == device.DeviceName)?.VolumeId,
        Started = image.Created,
        State = image.State with { To = "completed" },
        SizeGiB = device.SizeGiB,
        Encrypted = device.Encrypted,
        KmsKeyId = device.KmsKeyId,
        Description = $"Created by CreateImage({instance.Id}) for {image.Id}",
    };

    private Task CaptureAsync(string instanceId, ImageDocument image, bool isRunning, CancellationToken cancellationToken) => cloud.OnInstanceAsync(instanceId, async () =>
    {
        string? why = null;
        try
        {
            if (isRunning)
            {
                await cloud.Host.StopAsync(instanceId, cancellationToken);
            }

            await cloud.Host.CaptureAsync(instanceId, image.Id, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            why = fault.Message;
        }

        // An instance that was told to stop or to end before its turn came is not to run again.
        if (isRunning && cloud.Store.Get<InstanceDocument>(instanceId)?.State.To == "running")
        {
            await StartAgainAsync(instanceId, cancellationToken);
        }

        images.End(image.Id, why);
        await images.RemoveUnheldAsync(image.Content, cancellationToken);
    }, cancellationToken);

    private async Task StartAgainAsync(string instanceId, CancellationToken cancellationToken)
    {
        try
        {
            await cloud.Host.StartAsync(instanceId, cancellationToken);
            await Addresses.NoteAsync(cloud, instanceId, cancellationToken);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            await InstanceEnds.FailAsync(cloud, instanceId, fault);
        }
    }
}
