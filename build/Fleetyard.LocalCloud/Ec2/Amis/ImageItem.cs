using System.Globalization;
using System.Xml.Linq;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2.Amis;

/// <summary>Images as EC2 shows them.</summary>
internal static class ImageItem
{
    /// <summary>Filters that are called as their element is.</summary>
    private static readonly string[] Named =
    [
        "name", "architecture", "description", "hypervisor", "image-id", "image-type", "is-public", "root-device-type", "root-device-name", "virtualization-type", "creation-date",
        "source-instance-id", "source-image-id", "source-image-region", "boot-mode", "tpm-support", "imds-support", "ena-support",
    ];

    public static Filters<XElement> Filters { get; } = new(
        Named.ToDictionary(name => name, name => (Func<XElement, IEnumerable<string?>>)(item => [(string?)item.Element(Camel(name))])).Concat(new Dictionary<string, Func<XElement, IEnumerable<string?>>>
        {
            ["state"] = item => [(string?)item.Element("imageState")],
            ["owner-id"] = item => [(string?)item.Element("imageOwnerId")],
            ["owner-alias"] = item => [(string?)item.Element("imageOwnerAlias")],
            ["state-reason-code"] = item => [(string?)item.Element("stateReason")?.Element("code")],
            ["state-reason-message"] = item => [(string?)item.Element("stateReason")?.Element("message")],
            ["block-device-mapping.snapshot-id"] = item => item.Descendants("snapshotId").Select(id => (string?)id),
            ["block-device-mapping.device-name"] = item => item.Descendants("deviceName").Select(id => (string?)id),
            ["block-device-mapping.encrypted"] = item => item.Descendants("encrypted").Select(id => (string?)id),
            ["block-device-mapping.volume-type"] = item => item.Descendants("volumeType").Select(id => (string?)id),
            ["block-device-mapping.volume-size"] = item => item.Descendants("volumeSize").Select(id => (string?)id),
        }).ToDictionary(), item => item.Element("tagSet")!.Elements().ToDictionary(tag => (string)tag.Element("key")!, tag => (string)tag.Element("value")!));

    public static XElement Of(ImageDocument image, string state, IReadOnlyDictionary<string, string> tags, DateTimeOffset now) => Item(
        image.Id, image.Name, image.BaseSystem.Architecture, Cloud.AccountId, state, Ec2Operations.Iso(image.Created), image.Public, image.Traits, image.Devices, tags,
        image.Description is null ? null : new("description", image.Description),
        image.InstanceId is null ? null : new("sourceInstanceId", image.InstanceId),
        image.SourceImageId is null ? null : new("sourceImageId", image.SourceImageId),
        image.SourceRegion is null ? null : new("sourceImageRegion", image.SourceRegion),
        image.Deprecated is { } deprecated ? new("deprecationTime", Ec2Operations.Iso(deprecated)) : null,
        new("deregistrationProtection", Of(image.Protection, now)),
        image.Reason is null ? null : new("stateReason", new XElement("code", "Client.InternalError"), new XElement("message", image.Reason)));

    public static XElement Of(PublicImage image) => Item(
        image.Id, image.Name, image.BaseSystem.Architecture, image.Owner, "available", PublicImage.Created, true, image.Traits, [image.Root], new Dictionary<string, string>(),
        new("deprecationTime", PublicImage.Deprecated), image.Alias is null ? null : new("imageOwnerAlias", image.Alias));

    /// <summary>A protection in EC2's words.</summary>
    public static string Of(DeregistrationProtection? protection, DateTimeOffset now) => protection switch
    {
        _ when protection?.HoldsAt(now) != true => "disabled",
        { Until: { } until } => $"enabled until {until.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC",
        { WithCooldown: true } => "enabled-with-cooldown",
        _ => "enabled-without-cooldown",
    };

    public static XElement Of(BlockDevice device) => new("item",
        new XElement("deviceName", device.DeviceName),
        new XElement("ebs",
            device.SnapshotId is null ? null : new XElement("snapshotId", device.SnapshotId),
            new XElement("volumeSize", device.SizeGiB),
            new XElement("volumeType", device.Type),
            device.Iops is null ? null : new XElement("iops", device.Iops),
            device.Throughput is null ? null : new XElement("throughput", device.Throughput),
            new XElement("encrypted", device.Encrypted),
            new XElement("deleteOnTermination", device.DeleteOnTermination)));

    private static XElement Item(
        string id, string name, string architecture, string owner, string state, string created, bool isPublic, ImageTraits traits, IReadOnlyList<BlockDevice> devices, IReadOnlyDictionary<string, string> tags, params XElement?[] more) => new("item",
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
            new XElement("enaSupport", traits.EnaSupport),
            traits.BootMode is null ? null : new XElement("bootMode", traits.BootMode),
            traits.TpmSupport is null ? null : new XElement("tpmSupport", traits.TpmSupport),
            traits.ImdsSupport is null ? null : new XElement("imdsSupport", traits.ImdsSupport),
            new XElement("platformDetails", "Linux/UNIX"),
            new XElement("usageOperation", "RunInstances"),
            new XElement("blockDeviceMapping", devices.Select(Of)),
            Ec2Operations.TagSet(tags),
            more);

    private static string Camel(string filter) => string.Concat(filter.Split('-').Select((word, index) => index == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));
}
