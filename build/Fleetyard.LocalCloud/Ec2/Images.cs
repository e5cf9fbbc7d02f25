using System.Xml.Linq;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2;

/// <summary>DescribeImages and DeregisterImage.</summary>
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
        var known = PublicImage.All.Where(image => Asked(owners, image.Owner, image.Alias)).Select(ImageItem.Of);
        var found = own.Concat(known).Where(item => ids.Count == 0 || ids.Contains((string)item.Element("imageId")!));
        return Ec2Operations.Paged("imagesSet", call.Page([.. found.Where(item => call.Passes(filter => ImageItem.Values(item, filter)))], "ImageId", least: 1));
    }

    public IEnumerable<XElement> Deregister(QueryCall call)
    {
        lock (cloud.Exclusive)
        {
            var image = Owned(call.Region, call.Required("ImageId"));
            var withSnapshots = call.Flag("DeleteAssociatedSnapshots") == true;
            cloud.Store.Remove<ImageDocument>(image.Id);
            cloud.Store.Remove<TagsDocument>(image.Id);
            cloud.Start(token => cloud.Host.RemoveImageAsync(image.Id, token));
            return withSnapshots
                ? [new("return", "true"), new("deleteSnapshotResultSet", image.Devices.Select(device => Removed(device.SnapshotId!)))]
                : [new("return", "true")];
        }
    }

    public ImageDocument Find(string region, string id) => cloud.Store.Get<ImageDocument>(ResourceIds.Image(id)) is { } image && image.Region == region
        ? image
        : throw new AwsFault("InvalidAMIID.NotFound", $"The image id '[{id}]' does not exist");

    /// <summary>An image that the account may change.</summary>
    public ImageDocument Owned(string region, string id) => PublicImage.All.All(image => image.Id != id)
        ? Find(region, id)
        : throw new AwsFault("AuthFailure", $"Not authorized for image:{id}", 403);

    private XElement Removed(string snapshotId)
    {
        cloud.Store.Remove<SnapshotDocument>(snapshotId);
        cloud.Store.Remove<TagsDocument>(snapshotId);
        return new("item", new XElement("snapshotId", snapshotId), new XElement("returnCode", "success"));
    }

    private XElement Item(ImageDocument image) => ImageItem.Of(image, image.State.At(cloud.Now), cloud.Tags(image.Id));

    private static bool Asked(IReadOnlyList<string> owners, string owner, string? alias) => owners.Count == 0 || owners.Contains(owner) || (alias is not null && owners.Contains(alias));
}
