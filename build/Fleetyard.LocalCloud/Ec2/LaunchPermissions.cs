using System.Xml.Linq;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2;

/// <summary>ModifyImageAttribute and DescribeImageAttribute: who may launch an image, and its description.</summary>
internal sealed class LaunchPermissions(Cloud cloud, Images images)
{
    public IEnumerable<XElement> Modify(QueryCall call)
    {
        lock (cloud.Exclusive)
        {
            var image = images.Owned(call.Region, call.Required("ImageId"));
            cloud.Store.Put(image.Id, Modified(image, call));
            return [new("return", "true")];
        }
    }

    public IEnumerable<XElement> Describe(QueryCall call)
    {
        var image = images.Owned(call.Region, call.Required("ImageId"));
        var permissions = image.Organizations.Select(arn => new XElement("organizationArn", arn))
            .Concat(image.Users.Select(user => new XElement("userId", user)))
            .Concat(image.Public ? [new XElement("group", "all")] : []);
        return call.Required("Attribute") switch
        {
            "launchPermission" => [new("imageId", image.Id), new("launchPermission", permissions.Select(permission => new XElement("item", permission)))],
            "description" => [new("imageId", image.Id), new("description", image.Description is null ? null : new XElement("value", image.Description))],
            var other => throw new AwsFault("InvalidParameterValue", $"LocalCloud knows the image attributes launchPermission and description, not '{other}'."),
        };
    }

    private static ImageDocument Modified(ImageDocument image, QueryCall call)
    {
        if (call["Description.Value"] is { } description)
        {
            return image with { Description = description };
        }

        var add = call.Structures("LaunchPermission.Add");
        var remove = call.Structures("LaunchPermission.Remove");
        if (add.Count + remove.Count > 0)
        {
            return Removed(Added(image, add), remove);
        }

        return (call["Attribute"], call.OneOf("OperationType", "add", "remove")) switch
        {
            ("launchPermission", "add") => Added(image, Named(call)),
            ("launchPermission", "remove") => Removed(image, Named(call)),
            ("description", _) => image with { Description = call.Required("Value") },
            _ => throw new AwsFault("InvalidParameterCombination", "No attributes specified that LocalCloud implements: LaunchPermission, Description."),
        };
    }

    /// <summary>The older way to say it: Attribute, OperationType, and lists of whom.</summary>
    private static IReadOnlyList<QueryCall> Named(QueryCall call) =>
    [
        .. call.List("UserId").Select(user => One(call, "UserId", user)),
        .. call.List("OrganizationArn").Select(arn => One(call, "OrganizationArn", arn)),
        .. call.List("UserGroup").Select(group => One(call, "Group", group)),
    ];

    private static QueryCall One(QueryCall call, string name, string value) => call with { Parameters = new Dictionary<string, string> { [name] = value } };

    private static ImageDocument Added(ImageDocument image, IReadOnlyList<QueryCall> permissions) => image with
    {
        Organizations = [.. image.Organizations.Union(Of(permissions, "OrganizationArn"))],
        Users = [.. image.Users.Union(Of(permissions, "UserId"))],
        Public = image.Public || Of(permissions, "Group").Contains("all"),
    };

    private static ImageDocument Removed(ImageDocument image, IReadOnlyList<QueryCall> permissions) => image with
    {
        Organizations = [.. image.Organizations.Except(Of(permissions, "OrganizationArn"))],
        Users = [.. image.Users.Except(Of(permissions, "UserId"))],
        Public = image.Public && !Of(permissions, "Group").Contains("all"),
    };

    private static IEnumerable<string> Of(IReadOnlyList<QueryCall> permissions, string name) => permissions.Select(permission => permission[name]).OfType<string>();
}
