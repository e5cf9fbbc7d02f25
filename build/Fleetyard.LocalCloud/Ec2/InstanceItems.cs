using System.Xml.Linq;
using Fleetyard.LocalCloud.Ec2.Network;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2;

/// <summary>Instances as EC2 shows them.</summary>
internal sealed class InstanceItems(Cloud cloud, InstanceNetworks networks)
{
    private static readonly Dictionary<string, int> Codes = new()
    {
        ["pending"] = 0,
        ["running"] = 16,
        ["shutting-down"] = 32,
        ["terminated"] = 48,
        ["stopping"] = 64,
        ["stopped"] = 80,
    };

    /// <summary>The instances of one reservation.</summary>
    public IEnumerable<XElement> Reservation(IReadOnlyList<InstanceDocument> instances) =>
    [
        new("reservationId", instances[0].ReservationId),
        new("ownerId", Cloud.AccountId),
        new("groupSet"),
        new("instancesSet", instances.Select(Item)),
    ];

    public static string Code(string state) => Codes[state].ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static XElement State(string name, string state) => new(name, new XElement("code", Codes[state]), new XElement("name", state));

    public static XElement Volumes(InstanceDocument instance) => new("blockDeviceMapping", instance.Volumes.Select(volume => new XElement("item",
        new XElement("deviceName", volume.DeviceName),
        new XElement("ebs",
            new XElement("volumeId", volume.VolumeId),
            new XElement("status", "attached"),
            new XElement("attachTime", Ec2Operations.Iso(instance.LaunchTime)),
            new XElement("deleteOnTermination", volume.DeleteOnTermination)))));

    public static string ProfileArn(string name) => $"arn:aws:iam::{Cloud.AccountId}:instance-profile/{name}";

    public static string RootDevice(IReadOnlyList<BlockDevice> devices) => devices.Count > 0 ? devices[0].DeviceName : "/dev/xvda";

    private static IEnumerable<XElement?> Market(InstanceDocument instance) =>
    [
        instance.Spot is null ? null : new("instanceLifecycle", "spot"),
        instance.Spot is null ? null : new("spotInstanceRequestId", instance.Spot.Id),
        instance.CapacityReservationId is null ? null : new("capacityReservationId", instance.CapacityReservationId),
        instance.CapacityReservationId is null ? null : new("capacityReservationSpecification", new XElement("capacityReservationTarget", new XElement("capacityReservationId", instance.CapacityReservationId))),
    ];

    private XElement Item(InstanceDocument instance)
    {
        var state = instance.State.At(cloud.Now);
        return new("item",
            new XElement("instanceId", instance.Id),
            new XElement("imageId", instance.ImageId),
            State("instanceState", state),
            new XElement("reason", instance.Reason),
            new XElement("amiLaunchIndex", instance.LaunchIndex),
            instance.ClientToken is null ? null : new XElement("clientToken", instance.ClientToken),
            new XElement("instanceType", instance.Type),
            new XElement("launchTime", Ec2Operations.Iso(instance.LaunchTime)),
            instance.KeyName is null ? null : new XElement("keyName", instance.KeyName),
            new XElement("placement", new XElement("availabilityZone", instance.Zone), new XElement("tenancy", instance.Tenancy), instance.HostId is null ? null : new XElement("hostId", instance.HostId)),
            new XElement("monitoring", new XElement("state", "disabled")),
            networks.Items(instance, state),
            new XElement("architecture", instance.Architecture),
            new XElement("rootDeviceType", "ebs"),
            new XElement("rootDeviceName", RootDevice(instance.Volumes)),
            state == "terminated" ? new XElement("blockDeviceMapping") : Volumes(instance),
            new XElement("virtualizationType", "hvm"),
            new XElement("hypervisor", "xen"),
            new XElement("ebsOptimized", false),
            new XElement("enaSupport", instance.Traits.EnaSupport),
            instance.Traits.BootMode is null ? null : new XElement("bootMode", instance.Traits.BootMode),
            instance.Traits.BootMode is null ? null : new XElement("currentInstanceBootMode", instance.Traits.BootMode == "legacy-bios" ? "legacy-bios" : "uefi"),
            instance.Traits.TpmSupport is null ? null : new XElement("tpmSupport", instance.Traits.TpmSupport),
            Market(instance),
            instance.Profile is null ? null : new XElement("iamInstanceProfile", new XElement("arn", ProfileArn(instance.Profile)), new XElement("id", "AIPALOCALCLOUD000000")),
            new XElement("metadataOptions",
                new XElement("state", state == "pending" ? "pending" : "applied"),
                new XElement("httpTokens", instance.HttpTokens),
                new XElement("httpPutResponseHopLimit", instance.HopLimit),
                new XElement("httpEndpoint", instance.HttpEndpoint)),
            instance.Reason is null ? null : new XElement("stateReason", new XElement("code", instance.Reason.Split(':')[0]), new XElement("message", instance.Reason)),
            Ec2Operations.TagSet(cloud.Tags(instance.Id)));
    }
}
