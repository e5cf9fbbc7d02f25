using System.Xml.Linq;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2;

/// <summary>What is asked about images and snapshots, and done with them.</summary>
internal sealed class Images(Cloud cloud)
{
    public IEnumerable<XElement> Describe(QueryCall call)
    {
        var ids = call.List("ImageId");
        var owners = call.List("Owner");
        foreach (var id in ids.Where(id => PublicImage.All.All(image => image.Id != id)))
        {
            Find(call.Region, id);
        }

        var own = cloud.Store.All<ImageDocument>().Where(image => image.Region == call.Region && Asked(owners, Cloud.AccountId, "self")).Select(Item);
        var known = PublicImage.All.Where(image => Asked(owners, image.Owner, image.Alias)).Select(Item);
        var found = own.Concat(known).Where(item => ids.Count == 0 || ids.Contains((string)item.Element("imageId")!));
        return [new("imagesSet", found.Where(item => call.Passes(filter => Values(item, filter))))];
    }

    public IEnumerable<XElement> DescribeSnapshots(QueryCall call)
    {
        var ids = call.List("SnapshotId");
        foreach (var id in ids)
        {
            FindSnapshot(call.Region, id);
        }

        var found = cloud.Store.All<SnapshotDocument>().Where(snapshot => snapshot.Region == call.Region && (ids.Count == 0 || ids.Contains(snapshot.Id)));
        return [new("snapshotSet", found.Where(snapshot => call.Passes(filter => Ec2Operations.TagFilter(filter, cloud.Tags(snapshot.Id)))).Select(Item))];
    }

    public IEnumerable<XElement> Modify(QueryCall call)
    {
        lock (cloud.Exclusive)
        {
            var image = Find(call.Region, call.Required("ImageId"));
            for (var index = 1; call.Parameters.Keys.Any(key => key.StartsWith($"LaunchPermission.Add.{index}.", StringComparison.Ordinal)); index++)
            {
                image = image with
                {
                    Organizations = [.. image.Organizations.Union(One(call[$"LaunchPermission.Add.{index}.OrganizationArn"]))],
                    Users = [.. image.Users.Union(One(call[$"LaunchPermission.Add.{index}.UserId"]))],
                    Public = image.Public || call[$"LaunchPermission.Add.{index}.Group"] == "all",
                };
            }

            for (var index = 1; call.Parameters.Keys.Any(key => key.StartsWith($"LaunchPermission.Remove.{index}.", StringComparison.Ordinal)); index++)
            {
                image = image with
                {
                    Organizations = [.. image.Organizations.Except(One(call[$"LaunchPermission.Remove.{index}.OrganizationArn"]))],
                    Users = [.. image.Users.Except(One(call[$"LaunchPermission.Remove.{index}.UserId"]))],
                    Public = image.Public && call[$"LaunchPermission.Remove.{index}.Group"] != "all",
                };
            }

            cloud.Store.Put(image.Id, image);
            return [new("return", "true")];
        }
    }

    public IEnumerable<XElement> DescribeAttribute(QueryCall call)
    {
        var image = Find(call.Region, call.Required("ImageId"));
        var permissions = image.Organizations.Select(arn => new XElement("organizationArn", arn))
            .Concat(image.Users.Select(user => new XElement("userId", user)))
            .Concat(image.Public ? [new XElement("group", "all")] : []);
        return call.Required("Attribute") == "launchPermission"
            ? [new("imageId", image.Id), new("launchPermission", permissions.Select(permission => new XElement("item", permission)))]
            : throw new AwsFault("InvalidParameterValue", $"LocalCloud knows launchPermission, not '{call["Attribute"]}'.");
    }

    public IEnumerable<XElement> Deregister(QueryCall call)
    {
        var image = Find(call.Region, call.Required("ImageId"));
        cloud.Store.Remove<ImageDocument>(image.Id);
        cloud.Store.Remove<TagsDocument>(image.Id);
        cloud.Start(token => cloud.Host.RemoveImageAsync(image.Id, token));
        if (call["DeleteAssociatedSnapshots"] == "true")
        {
            cloud.Store.Remove<SnapshotDocument>(image.SnapshotId);
            cloud.Store.Remove<TagsDocument>(image.SnapshotId);
        }

        return [new("return", "true")];
    }

    public IEnumerable<XElement> DeleteSnapshot(QueryCall call)
    {
        var snapshot = FindSnapshot(call.Region, call.Required("SnapshotId"));
        if (cloud.Store.Get<ImageDocument>(snapshot.ImageId) is not null)
        {
            throw new AwsFault("InvalidSnapshot.InUse", $"The snapshot {snapshot.Id} is currently in use by {snapshot.ImageId}");
        }

        cloud.Store.Remove<SnapshotDocument>(snapshot.Id);
        cloud.Store.Remove<TagsDocument>(snapshot.Id);
        return [new("return", "true")];
    }

    private ImageDocument Find(string region, string id) => cloud.Store.Get<ImageDocument>(id) is { } image && image.Region == region
        ? image
        : throw new AwsFault("InvalidAMIID.NotFound", $"The image id '[{id}]' does not exist");

    private SnapshotDocument FindSnapshot(string region, string id) => cloud.Store.Get<SnapshotDocument>(id) is { } snapshot && snapshot.Region == region
        ? snapshot
        : throw new AwsFault("InvalidSnapshot.NotFound", $"The snapshot '{id}' does not exist.");

    private static bool Asked(IReadOnlyList<string> owners, string owner, string? alias) => owners.Count == 0 || owners.Contains(owner) || (alias is not null && owners.Contains(alias));

    private static string[] One(string? value) => value is null ? [] : [value];

    private static IEnumerable<string?>? Values(XElement item, string filter) => filter switch
    {
        "name" or "architecture" => [(string?)item.Element(filter)],
        "state" => [(string?)item.Element("imageState")],
        "image-id" => [(string?)item.Element("imageId")],
        "root-device-type" => [(string?)item.Element("rootDeviceType")],
        "virtualization-type" => [(string?)item.Element("virtualizationType")],
        _ => Ec2Operations.TagFilter(filter, item.Element("tagSet")!.Elements().ToDictionary(tag => (string)tag.Element("key")!, tag => (string)tag.Element("value")!)),
    };

    private XElement Item(ImageDocument image) => Item(image.Id, image.Name, image.BaseSystem.Architecture, Cloud.AccountId, image.State.At(cloud.Now), Ec2Operations.Iso(image.Created), image.SnapshotId,
        image.Public, cloud.Tags(image.Id),
        image.Description is null ? null : new("description", image.Description),
        image.Reason is null ? null : new("stateReason", new XElement("code", "Client.InternalError"), new XElement("message", image.Reason)));

    private static XElement Item(PublicImage image) => Item(image.Id, image.Name, image.BaseSystem.Architecture, image.Owner, "available", PublicImage.Created, image.Id.Replace("ami-", "snap-", StringComparison.Ordinal),
        true, new Dictionary<string, string>(), new("deprecationTime", PublicImage.Deprecated), image.Alias is null ? null : new("imageOwnerAlias", image.Alias));

    private static XElement Item(string id, string name, string architecture, string owner, string state, string created, string snapshotId, bool isPublic, IReadOnlyDictionary<string, string> tags, params XElement?[] more) => new("item",
        new XElement("imageId", id), new XElement("imageLocation", $"{owner}/{name}"), new XElement("name", name), new XElement("architecture", architecture),
        new XElement("imageOwnerId", owner), new XElement("imageState", state), new XElement("creationDate", created), new XElement("imageType", "machine"),
        new XElement("isPublic", isPublic), new XElement("rootDeviceType", "ebs"), new XElement("rootDeviceName", "/dev/xvda"), new XElement("virtualizationType", "hvm"), new XElement("hypervisor", "xen"),
        new XElement("blockDeviceMapping", new XElement("item", new XElement("deviceName", "/dev/xvda"), new XElement("ebs", new XElement("snapshotId", snapshotId), new XElement("volumeSize", 8), new XElement("volumeType", "gp3"), new XElement("encrypted", false)))),
        Ec2Operations.TagSet(tags), more);

    private XElement Item(SnapshotDocument snapshot)
    {
        var state = snapshot.State.At(cloud.Now);
        var whole = (snapshot.State.Until - snapshot.Started).TotalSeconds;
        var done = state == "completed" ? 100 : whole <= 0 ? 0 : Math.Clamp((int)((cloud.Now - snapshot.Started).TotalSeconds * 100 / whole), 0, 99);
        return new("item", new XElement("snapshotId", snapshot.Id), new XElement("volumeId", snapshot.VolumeId), new XElement("status", state), new XElement("progress", $"{done}%"),
            new XElement("startTime", Ec2Operations.Iso(snapshot.Started)), new XElement("ownerId", Cloud.AccountId), new XElement("volumeSize", 8), new XElement("encrypted", false), Ec2Operations.TagSet(cloud.Tags(snapshot.Id)));
    }
}
