using System.Xml.Linq;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2;

/// <summary>What is asked about instances.</summary>
internal sealed class Instances(Cloud cloud, InstanceItems items)
{
    public InstanceDocument Find(string region, string id) =>
        cloud.Store.Get<InstanceDocument>(ResourceIds.Instance(id)) is { } instance && instance.Region == region && cloud.Now >= instance.VisibleFrom
            ? instance
            : throw new AwsFault("InvalidInstanceID.NotFound", $"The instance ID '{id}' does not exist");

    /// <summary>The instances of a region that can be seen.</summary>
    public IEnumerable<InstanceDocument> All(string region) => cloud.Store.All<InstanceDocument>().Where(instance => instance.Region == region && cloud.Now >= instance.VisibleFrom);

    public IEnumerable<XElement> Describe(QueryCall call)
    {
        var ids = call.List("InstanceId");
        var found = ids.Count > 0
            ? ids.Distinct().Select(id => Find(call.Region, id))
            : All(call.Region);
        var page = call.Page(Known().Of(call, found), "InstanceId");
        var reservations = page.Items.GroupBy(instance => instance.ReservationId).Select(group => new XElement("item", items.Reservation([.. group])));
        return Ec2Operations.Paged("reservationSet", new Page<XElement>([.. reservations], page.NextToken));
    }

    /// <summary>The volumes of instances; a volume lives as long as its instance.</summary>
    public IEnumerable<XElement> DescribeVolumes(QueryCall call)
    {
        var ids = call.List("VolumeId");
        var all = cloud.Store.All<InstanceDocument>().Where(instance => instance.Region == call.Region && instance.State.At(cloud.Now) != "terminated")
            .SelectMany(instance => instance.Volumes.Select(volume => (Instance: instance, Volume: volume))).ToList();
        foreach (var id in ids.Where(id => all.All(one => one.Volume.VolumeId != ResourceIds.Volume(id))))
        {
            throw new AwsFault("InvalidVolume.NotFound", $"The volume '{id}' does not exist.");
        }

        var found = all.Where(one => ids.Count == 0 || ids.Contains(one.Volume.VolumeId!));
        return Ec2Operations.Paged("volumeSet", call.Page([.. KnownOfVolumes().Of(call, found).Select(one => Item(one.Instance, one.Volume))], "VolumeId"));
    }

    private XElement Item(InstanceDocument instance, BlockDevice volume) => new("item",
        new XElement("volumeId", volume.VolumeId),
        new XElement("size", volume.SizeGiB),
        new XElement("snapshotId", volume.SnapshotId),
        new XElement("availabilityZone", instance.Zone),
        new XElement("status", "in-use"),
        new XElement("createTime", Ec2Operations.Iso(instance.LaunchTime)),
        new XElement("attachmentSet", new XElement("item",
            new XElement("volumeId", volume.VolumeId),
            new XElement("instanceId", instance.Id),
            new XElement("device", volume.DeviceName),
            new XElement("status", "attached"),
            new XElement("attachTime", Ec2Operations.Iso(instance.LaunchTime)),
            new XElement("deleteOnTermination", volume.DeleteOnTermination))),
        new XElement("volumeType", volume.Type),
        volume.Iops is null ? null : new XElement("iops", volume.Iops),
        volume.Throughput is null ? null : new XElement("throughput", volume.Throughput),
        new XElement("encrypted", volume.Encrypted),
        volume.KmsKeyId is null ? null : new XElement("kmsKeyId", volume.KmsKeyId),
        Ec2Operations.TagSet(cloud.Tags(volume.VolumeId!)));

    private Filters<InstanceDocument> Known() => new(new Dictionary<string, Func<InstanceDocument, IEnumerable<string?>>>
    {
        ["instance-state-name"] = instance => [instance.State.At(cloud.Now)],
        ["instance-state-code"] = instance => [InstanceItems.Code(instance.State.At(cloud.Now))],
        ["client-token"] = instance => [instance.ClientToken],
        ["instance-id"] = instance => [instance.Id],
        ["image-id"] = instance => [instance.ImageId],
        ["instance-type"] = instance => [instance.Type],
        ["instance-lifecycle"] = instance => [instance.Spot is null ? null : "spot"],
        ["spot-instance-request-id"] = instance => [instance.Spot?.Id],
        ["architecture"] = instance => [instance.Architecture],
        ["reservation-id"] = instance => [instance.ReservationId],
        ["owner-id"] = _ => [Cloud.AccountId],
        ["subnet-id"] = instance => [instance.Network?.SubnetId],
        ["network-interface.subnet-id"] = instance => [instance.Network?.SubnetId],
        ["vpc-id"] = instance => [instance.Network?.VpcId],
        ["network-interface.vpc-id"] = instance => [instance.Network?.VpcId],
        ["instance.group-id"] = instance => instance.Network?.SecurityGroupIds ?? [],
        ["network-interface.group-id"] = instance => instance.Network?.SecurityGroupIds ?? [],
        ["availability-zone"] = instance => [instance.Zone],
        ["private-ip-address"] = instance => [instance.Network?.PrivateIp],
        ["ip-address"] = instance => [instance.Network?.PublicIp],
        ["key-name"] = instance => [instance.KeyName],
        ["host-id"] = instance => [instance.HostId],
        ["tenancy"] = instance => [instance.Tenancy],
        ["block-device-mapping.volume-id"] = instance => instance.Volumes.Select(volume => volume.VolumeId),
        ["launch-time"] = instance => [Ec2Operations.Iso(instance.LaunchTime)],
        ["state-reason-code"] = instance => [instance.Reason?.Split(':')[0]],
        ["iam-instance-profile.arn"] = instance => [instance.Profile is null ? null : InstanceItems.ProfileArn(instance.Profile)],
    }, instance => cloud.Tags(instance.Id));

    private Filters<(InstanceDocument Instance, BlockDevice Volume)> KnownOfVolumes() => new(new Dictionary<string, Func<(InstanceDocument Instance, BlockDevice Volume), IEnumerable<string?>>>
    {
        ["volume-id"] = one => [one.Volume.VolumeId],
        ["volume-type"] = one => [one.Volume.Type],
        ["size"] = one => [one.Volume.SizeGiB.ToString(System.Globalization.CultureInfo.InvariantCulture)],
        ["snapshot-id"] = one => [one.Volume.SnapshotId],
        ["encrypted"] = one => [one.Volume.Encrypted ? "true" : "false"],
        ["availability-zone"] = one => [one.Instance.Zone],
        ["status"] = _ => ["in-use"],
        ["attachment.instance-id"] = one => [one.Instance.Id],
        ["attachment.device"] = one => [one.Volume.DeviceName],
        ["attachment.status"] = _ => ["attached"],
    }, one => cloud.Tags(one.Volume.VolumeId!));
}
