using System.Xml.Linq;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2.Amis;

/// <summary>DescribeImages and DeregisterImage.</summary>
internal sealed class Images(Cloud cloud)
{
    public IEnumerable<XElement> Describe(QueryCall call)
    {
        var (ids, owners, executable) = (call.List("ImageId"), call.List("Owner"), call.List("ExecutableBy"));
        foreach (var id in ids.Where(id => PublicImage.All.All(image => image.Id != id)))
        {
            Find(call.Region, id);
        }

        var (withDeprecated, withDisabled) = (call.Flag("IncludeDeprecated") == true || ids.Count > 0, call.Flag("IncludeDisabled") == true || ids.Count > 0);
        var own = cloud.Store.All<ImageDocument>()
            .Where(image => image.Region == call.Region && cloud.Now >= image.VisibleFrom && Asked(owners, Cloud.AccountId, "self") && (withDisabled || !image.Disabled))
            .Where(image => executable.Count == 0 || image.Users.Intersect(executable).Any() || (image.Public && executable.Contains("all")))
            .Select(Item);
        var known = PublicImage.All
            .Where(image => Asked(owners, image.Owner, image.Alias) && (executable.Count == 0 || executable.Contains("all")) && (withDeprecated || cloud.Now < PublicImage.DeprecatedAt))
            .Select(ImageItem.Of);
        var found = own.Concat(known).Where(item => ids.Count == 0 || ids.Contains((string)item.Element("imageId")!));
        return Ec2Operations.Paged("imagesSet", call.Page(ImageItem.Filters.Of(call, found), "ImageId", least: 1));
    }

    public IEnumerable<XElement> Deregister(QueryCall call)
    {
        lock (cloud.Exclusive)
        {
            var image = Owned(call.Region, call.Required("ImageId"));
            var withSnapshots = call.Flag("DeleteAssociatedSnapshots") == true;
            if (image.Protection?.HoldsAt(cloud.Now) == true)
            {
                throw new AwsFault("OperationNotPermitted", $"You can't deregister the AMI {image.Id} while its deregistration protection is {ImageItem.Of(image.Protection, cloud.Now)}.");
            }

            cloud.Store.Remove<ImageDocument>(image.Id);
            cloud.Store.Remove<TagsDocument>(image.Id);
            cloud.Start(token => RemoveUnheldAsync(image.Content, token));

            return withSnapshots
                ? [new("return", "true"), new("deleteSnapshotResultSet", image.Devices.Select(device => Removed(device.SnapshotId!)))]
                : [new("return", "true")];
        }
    }

    public ImageDocument Find(string region, string id) => cloud.Store.Get<ImageDocument>(ResourceIds.Image(id)) is { } image && image.Region == region && cloud.Now >= image.VisibleFrom
        ? image
        : throw new AwsFault("InvalidAMIID.NotFound", $"The image id '[{id}]' does not exist");

    /// <summary>An image that the account may change.</summary>
    public ImageDocument Owned(string region, string id) => PublicImage.All.All(image => image.Id != id)
        ? Find(region, id)
        : throw new AwsFault("AuthFailure", $"Not authorized for image:{id}", 403);

    /// <summary>A name that a new image may have.</summary>
    public string FreeName(QueryCall call)
    {
        var name = call.Required("Name");
        if (!ImageName.IsMatch(name))
        {
            throw new AwsFault("InvalidAMIName.Malformed", $"AMI names must be between 3 and 128 characters long, of letters, digits, spaces and ()[]./-'@_; '{name}' is not.");
        }

        return cloud.Store.All<ImageDocument>().FirstOrDefault(image => image.Name == name && image.Region == call.Region && image.State.To != "failed") is { } other
            ? throw new AwsFault("InvalidAMIName.Duplicate", $"AMI name {name} is already in use by AMI {other.Id}")
            : name;
    }

    /// <summary>Ends the work on an image and on its snapshots.</summary>
    /// <param name="id">The image.</param>
    /// <param name="fault">Why it failed; null where it is done.</param>
    public void End(string id, string? fault)
    {
        if (cloud.Store.Get<ImageDocument>(id) is not { } image)
        {
            return;
        }

        cloud.Store.Change<ImageDocument>(id, current => fault is null
            ? current with { State = current.State with { Working = false } }
            : current with { State = new("pending", "failed", cloud.Now, false), Reason = fault });
        foreach (var device in image.Devices)
        {
            cloud.Store.Change<SnapshotDocument>(device.SnapshotId!, current => current with { State = fault is null ? current.State with { Working = false } : new("pending", "error", cloud.Now, false) });
        }
    }

    /// <summary>Removes content that no image has, or has any more.</summary>
    public Task RemoveUnheldAsync(string content, CancellationToken cancellationToken) => cloud.Store.All<ImageDocument>().Any(image => image.Content == content)
        ? Task.CompletedTask
        : cloud.Host.RemoveImageAsync(content, cancellationToken);

    private XElement Removed(string snapshotId)
    {
        cloud.Store.Remove<SnapshotDocument>(snapshotId);
        cloud.Store.Remove<TagsDocument>(snapshotId);
        return new("item", new XElement("snapshotId", snapshotId), new XElement("returnCode", "success"));
    }

    private XElement Item(ImageDocument image) => ImageItem.Of(image, image.Disabled ? "disabled" : image.State.At(cloud.Now), cloud.Tags(image.Id), cloud.Now);

    private static bool Asked(IReadOnlyList<string> owners, string owner, string? alias) => owners.Count == 0 || owners.Contains(owner) || (alias is not null && owners.Contains(alias));
}
