using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Fleetyard.LocalCloud.Faults;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2.Amis;

/// <summary>CopyImage: an image of another region, or of the same, under another name.</summary>
/// <remarks>The host keeps the content once, and each copy boots it: on this machine a region is no other disk.</remarks>
internal sealed class CopyImages(Cloud cloud, Images images, EbsEncryption encryption)
{
    private static readonly string[] Unknown = ["DestinationOutpostArn", "DestinationAvailabilityZone", "DestinationAvailabilityZoneId"];

    public IEnumerable<XElement> Copy(QueryCall call)
    {
        lock (cloud.Exclusive)
        {
            if (Unknown.FirstOrDefault(name => call[name] is not null) is { } unknown)
            {
                throw new AwsFault("UnsupportedOperation", $"LocalCloud does not implement CopyImage with {unknown}.");
            }

            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', call.Parameters.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}")))));
            if (Earlier(call) is { } earlier)
            {
                return earlier.RequestHash == hash ? [new("imageId", earlier.Id)] : throw new AwsFault("IdempotentParameterMismatch", "The client token was used with other parameters.");
            }

            var source = Source(call.Required("SourceRegion"), ResourceIds.Image(call.Required("SourceImageId")));
            var name = images.FreeName(call);
            var (imageTags, snapshotTags) = (TagRules.For(call, "image", "snapshot"), TagRules.For(call, "snapshot", "image"));
            var image = source with
            {
                Id = Cloud.NewId("ami"),
                Region = call.Region,
                Name = name,
                Description = call["Description"],
                Devices = [.. source.Devices.Select(device => Copied(call, device) with { SnapshotId = Cloud.NewId("snap") })],
                ClientToken = call["ClientToken"],
                RequestHash = hash,
                Created = cloud.Now,
                VisibleFrom = cloud.After("image-visible"),
                State = new("pending", "available", cloud.After("image-copying"), true),
            };
            cloud.Store.Put(image.Id, image);
            cloud.Tag(image.Id, call.Region, [.. call.Flag("CopyImageTags") == true ? cloud.Tags(source.SourceImageId!) : [], .. imageTags]);
            foreach (var (device, before) in image.Devices.Zip(source.Devices))
            {
                cloud.Store.Put(device.SnapshotId!, Snapshot(image, device, before));
                cloud.Tag(device.SnapshotId!, call.Region, snapshotTags);
            }

            // EC2 looks for the key after it has answered, so a copy under a key that is not there fails later.
            var fault = encryption.Missing(call.Region, image.Devices) is { } key ? $"The KMS key {key} does not exist in {call.Region}" : null;
            if (call.Fault != FaultKind.ImageNeverEnds)
            {
                images.End(image.Id, call.Fault == FaultKind.ImageFails ? "An internal error has occurred while the snapshot was copied" : fault);
            }

            return [new("imageId", image.Id)];
        }
    }

    private ImageDocument? Earlier(QueryCall call) => call["ClientToken"] is { Length: > 0 } token
        ? cloud.Store.All<ImageDocument>().FirstOrDefault(image => image.ClientToken == token && image.Region == call.Region)
        : null;

    /// <summary>What a copy takes over; permissions, deprecation and protection stay behind.</summary>
    private ImageDocument Source(string region, string id)
    {
        if (PublicImage.All.FirstOrDefault(image => image.Id == id) is { } known)
        {
            throw new AwsFault("InvalidRequest", $"LocalCloud has the base system of {known.Id} in every region, and copies images that were made here.");
        }

        var found = images.Find(region, id);
        return found.State.At(cloud.Now) == "available" && !found.Disabled
            ? new() { Id = "", Region = "", Name = "", BaseSystem = found.BaseSystem, Traits = found.Traits, Devices = found.Devices, ContentOf = found.Content, SourceImageId = found.Id, SourceRegion = region, Created = found.Created, State = found.State }
            : throw new AwsFault("InvalidAMIID.Unavailable", $"The image id '[{id}]' is not available in {region}");
    }

    /// <summary>A copy in another region is under a key of that region: the one that is named, or AWS's own.</summary>
    private BlockDevice Copied(QueryCall call, BlockDevice device)
    {
        var same = device with { KmsKeyId = call.Required("SourceRegion") == call.Region ? device.KmsKeyId : null };
        return encryption.Of(call.Region, same, call.Flag("Encrypted"), call["KmsKeyId"]);
    }

    private SnapshotDocument Snapshot(ImageDocument image, BlockDevice device, BlockDevice before) => new()
    {
        Id = device.SnapshotId!,
        Region = image.Region,
        ImageId = image.Id,
        Started = cloud.Now,
        State = image.State with { To = "completed" },
        SizeGiB = device.SizeGiB,
        Encrypted = device.Encrypted,
        KmsKeyId = device.KmsKeyId,
        Description = $"Copied for DestinationAmi {image.Id} from SourceAmi {image.SourceImageId} for SourceSnapshot {before.SnapshotId}. Task created on {cloud.Now.ToUnixTimeMilliseconds()}.",
    };
}
