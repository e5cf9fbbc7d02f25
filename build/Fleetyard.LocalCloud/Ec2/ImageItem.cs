using System.Xml.Linq;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2;

/// <summary>Images as EC2 shows them.</summary>
internal static class ImageItem
{
    public static XElement Of(ImageDocument image, string state, IReadOnlyDictionary<string, string> tags) => Item(
        image.Id, image.Name, image.BaseSystem.Architecture, Cloud.AccountId, state, Ec2Operations.Iso(image.Created), image.Public, image.Devices, tags,
        image.Description is null ? null : new("description", image.Description),
        image.InstanceId is null ? null : new("sourceInstanceId", image.InstanceId),
        image.Reason is null ? null : new("stateReason", new XElement("code", "Client.InternalError"), new XElement("message", image.Reason)));

    public static XElement Of(PublicImage image) => Item(
        image.Id, image.Name, image.BaseSystem.Architecture, image.Owner, "available", PublicImage.Created, true, [image.Root], new Dictionary<string, string>(),
        new("deprecationTime", PublicImage.Deprecated), image.Alias is null ? null : new("imageOwnerAlias", image.Alias));

    /// <summary>What an image has for a filter, or null for a filter that does not exist.</summary>
    public static IEnumerable<string?>? Values(XElement item, string filter) => filter switch
    {
        "state" => [(string?)item.Element("imageState")],
        "owner-id" => [(string?)item.Element("imageOwnerId")],
        "owner-alias" => [(string?)item.Element("imageOwnerAlias")],
        "name" or "architecture" or "description" or "hypervisor" or "image-id" or "image-type" or "is-public" or "root-device-type" or "root-device-name" or "virtualization-type" or "creation-date"
            or "source-instance-id" => [(string?)item.Element(Camel(filter))],
        "block-device-mapping.snapshot-id" => item.Descendants("snapshotId").Select(id => (string?)id),
        _ => Ec2Operations.TagFilter(filter, item.Element("tagSet")!.Elements().ToDictionary(tag => (string)tag.Element("key")!, tag => (string)tag.Element("value")!)),
    };

    private static XElement Item(
        string id, string name, string architecture, string owner, string state, string created, bool isPublic, IReadOnlyList<BlockDevice> devices, IReadOnlyDictionary<string, string> tags, params XElement?[] more) => new("item",
            new XElement("imageId", id),
            new XElement("imageLocation", $"{owner}/{name}"),
            new XElement("name", name),
            new XElement("architecture", architecture),
            new XElement("imageOwnerId", owner),
            new XElement("imageState", state),
            new XElement("creationDate", created),
            new XElement("imageType", "machine"),
            new XElement("isPublic", isPublic),
            new XElement("rootDeviceType", "ebs"),
            new XElement("rootDeviceName", InstanceItems.RootDevice(devices)),
            new XElement("virtualizationType", "hvm"),
            new XElement("hypervisor", "xen"),
            new XElement("enaSupport", true),
            new XElement("platformDetails", "Linux/UNIX"),
            new XElement("blockDeviceMapping", devices.Select(Item)),
            Ec2Operations.TagSet(tags),
            more);

    private static XElement Item(BlockDevice device) => new("item",
        new XElement("deviceName", device.DeviceName),
        new XElement("ebs",
            new XElement("snapshotId", device.SnapshotId),
            new XElement("volumeSize", device.SizeGiB),
            new XElement("volumeType", device.Type),
            device.Iops is null ? null : new XElement("iops", device.Iops),
            device.Throughput is null ? null : new XElement("throughput", device.Throughput),
            new XElement("encrypted", device.Encrypted),
            new XElement("deleteOnTermination", device.DeleteOnTermination)));

    private static string Camel(string filter) => string.Concat(filter.Split('-').Select((word, index) => index == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));
}
