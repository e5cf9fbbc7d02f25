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

    public IEnumerable<XElement> Describe(QueryCall call)
    {
        var ids = call.List("InstanceId");
        var found = ids.Count > 0
            ? ids.Distinct().Select(id => Find(call.Region, id))
            : cloud.Store.All<InstanceDocument>().Where(instance => instance.Region == call.Region && cloud.Now >= instance.VisibleFrom);
        var page = call.Page([.. found.Where(instance => call.Passes(filter => Values(instance, filter)))], "InstanceId");
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

        var found = all.Where(one => (ids.Count == 0 || ids.Contains(one.Volume.VolumeId!)) && call.Passes(filter => Values(one.Instance, one.Volume, filter)));
        return Ec2Operations.Paged("volumeSet", call.Page([.. found.Select(one => Item(one.Instance, one.Volume))], "VolumeId"));
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
        Ec2Operations.TagSet(cloud.Tags(volume.VolumeId!)));

    private IEnumerable<string?>? Values(InstanceDocument instance, string filter) => filter switch
    {
        "instance-state-name" => [instance.State.At(cloud.Now)],
        "client-token" => [instance.ClientToken],
        "instance-id" => [instance.Id],
        "image-id" => [instance.ImageId],
        "instance-type" => [instance.Type],
        "architecture" => [instance.Architecture],
        "reservation-id" => [instance.ReservationId],
        "subnet-id" or "network-interface.subnet-id" => [instance.Network?.SubnetId],
        "vpc-id" or "network-interface.vpc-id" => [instance.Network?.VpcId],
        "instance.group-id" or "network-interface.group-id" => instance.Network?.SecurityGroupIds ?? [],
        "availability-zone" => [instance.Zone],
        "private-ip-address" => [instance.Network?.PrivateIp],
        "ip-address" => [instance.Network?.PublicIp],
        "key-name" => [instance.KeyName],
        "iam-instance-profile.arn" => [instance.Profile is null ? null : InstanceItems.ProfileArn(instance.Profile)],
        _ => Ec2Operations.TagFilter(filter, cloud.Tags(instance.Id)),
    };

    private IEnumerable<string?>? Values(InstanceDocument instance, BlockDevice volume, string filter) => filter switch
    {
        "volume-id" => [volume.VolumeId],
        "volume-type" => [volume.Type],
        "status" => ["in-use"],
        "attachment.instance-id" => [instance.Id],
        "attachment.device" => [volume.DeviceName],
        _ => Ec2Operations.TagFilter(filter, cloud.Tags(volume.VolumeId!)),
    };
}
