using System.Globalization;
using System.Xml.Linq;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2.Amis;

/// <summary>DescribeSnapshots and DeleteSnapshot.</summary>
internal sealed class Snapshots(Cloud cloud)
{
    public IEnumerable<XElement> Describe(QueryCall call)
    {
        var ids = call.List("SnapshotId");
        foreach (var id in ids)
        {
            Find(call.Region, id);
        }

        var owners = call.List("Owner");
        var found = owners.Count > 0 && !owners.Contains("self") && !owners.Contains(Cloud.AccountId)
            ? []
            : cloud.Store.All<SnapshotDocument>().Where(snapshot => snapshot.Region == call.Region && (ids.Count == 0 || ids.Contains(snapshot.Id)));
        return Ec2Operations.Paged("snapshotSet", call.Page([.. Known().Of(call, found).Select(Item)], "SnapshotId"));
    }

    public IEnumerable<XElement> Delete(QueryCall call)
    {
        lock (cloud.Exclusive)
        {
            var snapshot = Find(call.Region, call.Required("SnapshotId"));
            if (cloud.Store.Get<ImageDocument>(snapshot.ImageId) is not null)
            {
                throw new AwsFault("InvalidSnapshot.InUse", $"The snapshot {snapshot.Id} is currently in use by {snapshot.ImageId}");
            }

            cloud.Store.Remove<SnapshotDocument>(snapshot.Id);
            cloud.Store.Remove<TagsDocument>(snapshot.Id);
        }

        return [new("return", "true")];
    }

    private SnapshotDocument Find(string region, string id) => cloud.Store.Get<SnapshotDocument>(ResourceIds.Snapshot(id)) is { } snapshot && snapshot.Region == region
        ? snapshot
        : throw new AwsFault("InvalidSnapshot.NotFound", $"The snapshot '{id}' does not exist.");

    private Filters<SnapshotDocument> Known() => new(new Dictionary<string, Func<SnapshotDocument, IEnumerable<string?>>>
    {
        ["snapshot-id"] = snapshot => [snapshot.Id],
        ["volume-id"] = snapshot => [snapshot.VolumeId],
        ["status"] = snapshot => [snapshot.State.At(cloud.Now)],
        ["description"] = snapshot => [snapshot.Description],
        ["owner-id"] = _ => [Cloud.AccountId],
        ["volume-size"] = snapshot => [snapshot.SizeGiB.ToString(CultureInfo.InvariantCulture)],
        ["encrypted"] = snapshot => [snapshot.Encrypted ? "true" : "false"],
        ["start-time"] = snapshot => [Ec2Operations.Iso(snapshot.Started)],
        ["storage-tier"] = _ => ["standard"],
    }, snapshot => cloud.Tags(snapshot.Id));

    private XElement Item(SnapshotDocument snapshot)
    {
        var state = snapshot.State.At(cloud.Now);
        var whole = (snapshot.State.Until - snapshot.Started).TotalSeconds;
        var done = state == "completed" ? 100 : whole <= 0 ? 0 : Math.Clamp((int)((cloud.Now - snapshot.Started).TotalSeconds * 100 / whole), 0, 99);
        return new("item",
            new XElement("snapshotId", snapshot.Id),
            snapshot.VolumeId is null ? null : new XElement("volumeId", snapshot.VolumeId),
            new XElement("status", state),
            new XElement("progress", $"{done}%"),
            new XElement("startTime", Ec2Operations.Iso(snapshot.Started)),
            new XElement("ownerId", Cloud.AccountId),
            new XElement("volumeSize", snapshot.SizeGiB),
            new XElement("description", snapshot.Description),
            new XElement("encrypted", snapshot.Encrypted),
            snapshot.KmsKeyId is null ? null : new XElement("kmsKeyId", snapshot.KmsKeyId),
            new XElement("storageTier", "standard"),
            Ec2Operations.TagSet(cloud.Tags(snapshot.Id)));
    }
}
