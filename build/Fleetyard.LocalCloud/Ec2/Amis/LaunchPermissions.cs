using System.Text.RegularExpressions;
using System.Xml.Linq;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2.Amis;

/// <summary>ModifyImageAttribute, DescribeImageAttribute and ResetImageAttribute: who may launch an image, and how it is described.</summary>
internal sealed partial class LaunchPermissions(Cloud cloud, Images images, EbsEncryption encryption)
{
    public IEnumerable<XElement> Modify(QueryCall call)
    {
        lock (cloud.Exclusive)
        {
            var image = images.Owned(call.Region, call.Required("ImageId"));
            cloud.Store.Change<ImageDocument>(image.Id, current => Modified(current, call));
            return [new("return", "true")];
        }
    }

    public IEnumerable<XElement> Reset(QueryCall call)
    {
        lock (cloud.Exclusive)
        {
            var image = images.Owned(call.Region, call.Required("ImageId"));
            call.Required("Attribute");
            call.OneOf("Attribute", "launchPermission");
            cloud.Store.Change<ImageDocument>(image.Id, current => current with { Users = [], Organizations = [], OrganizationalUnits = [], Public = false });
            return [new("return", "true")];
        }
    }

    public IEnumerable<XElement> Describe(QueryCall call)
    {
        var image = images.Owned(call.Region, call.Required("ImageId"));
        var attribute = call.Required("Attribute");
        return
        [
            new("imageId", image.Id),
            attribute switch
            {
                "launchPermission" => new(attribute, Permissions(image).Select(permission => new XElement("item", permission))),
                "description" => Value(attribute, image.Description),
                "bootMode" => Value(attribute, image.Traits.BootMode),
                "tpmSupport" => Value(attribute, image.Traits.TpmSupport),
                "imdsSupport" => Value(attribute, image.Traits.ImdsSupport),
                "sriovNetSupport" => Value(attribute, "simple"),
                "deregistrationProtection" => Value(attribute, ImageItem.Of(image.Protection, cloud.Now)),
                "blockDeviceMapping" => new(attribute, image.Devices.Select(ImageItem.Of)),
                "productCodes" => new(attribute),
                _ => throw new AwsFault("InvalidParameterValue", $"LocalCloud does not know the image attribute '{attribute}'."),
            },
        ];
    }

    private static IEnumerable<XElement> Permissions(ImageDocument image) =>
    [
        .. image.Organizations.Select(arn => new XElement("organizationArn", arn)),
        .. image.OrganizationalUnits.Select(arn => new XElement("organizationalUnitArn", arn)),
        .. image.Users.Select(user => new XElement("userId", user)),
        .. image.Public ? [new XElement("group", "all")] : Array.Empty<XElement>(),
    ];

    private static XElement Value(string name, string? value) => new(name, value is null ? null : new XElement("value", value));

    private ImageDocument Modified(ImageDocument image, QueryCall call)
    {
        if (call["Description.Value"] is { } description)
        {
            return image with { Description = description };
        }

        if (call.OneOf("ImdsSupport.Value", "v2.0") is { } imds)
        {
            return image with { Traits = image.Traits with { ImdsSupport = imds } };
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
            _ => throw new AwsFault("InvalidParameterCombination", "No attributes specified that LocalCloud implements: LaunchPermission, Description, ImdsSupport."),
        };
    }

    /// <summary>The older way to say it: Attribute, OperationType, and lists of whom.</summary>
    private static IReadOnlyList<QueryCall> Named(QueryCall call) =>
    [
        .. call.List("UserId").Select(user => One(call, "UserId", user)),
        .. call.List("OrganizationArn").Select(arn => One(call, "OrganizationArn", arn)),
        .. call.List("OrganizationalUnitArn").Select(arn => One(call, "OrganizationalUnitArn", arn)),
        .. call.List("UserGroup").Select(group => One(call, "Group", group)),
    ];

    private static QueryCall One(QueryCall call, string name, string value) => call with { Parameters = new Dictionary<string, string> { [name] = value } };

    private ImageDocument Added(ImageDocument image, IReadOnlyList<QueryCall> permissions)
    {
        if (permissions.Count > 0 && image.Disabled)
        {
            throw new AwsFault("InvalidAMIID.Unavailable", $"The image id '[{image.Id}]' is disabled; enable it before it is shared.");
        }

        if (permissions.Count > 0 && encryption.HasManagedKey(image.Region, image.Devices))
        {
            throw new AwsFault("InvalidParameter", "Snapshots encrypted with the AWS Managed CMK can't be shared. Specify another snapshot.");
        }

        if (Of(permissions, "Group").Contains("all") && image.Devices.Any(device => device.Encrypted))
        {
            throw new AwsFault("InvalidParameter", $"The image {image.Id} has encrypted snapshots, and cannot be made public.");
        }

        foreach (var user in Of(permissions, "UserId").Where(user => !Account().IsMatch(user)))
        {
            throw new AwsFault("InvalidAMIAttributeItemValue", $"Invalid attribute item value \"{user}\" for userId item type.");
        }

        foreach (var arn in Of(permissions, "OrganizationArn").Where(arn => !Organization().IsMatch(arn)).Concat(Of(permissions, "OrganizationalUnitArn").Where(arn => !Unit().IsMatch(arn))))
        {
            throw new AwsFault("InvalidAMIAttributeItemValue", $"Invalid attribute item value \"{arn}\" for organizationArn or organizationalUnitArn item type.");
        }

        return image with
        {
            Organizations = [.. image.Organizations.Union(Of(permissions, "OrganizationArn"))],
            OrganizationalUnits = [.. image.OrganizationalUnits.Union(Of(permissions, "OrganizationalUnitArn"))],
            Users = [.. image.Users.Union(Of(permissions, "UserId"))],
            Public = image.Public || Of(permissions, "Group").Contains("all"),
        };
    }

    private static ImageDocument Removed(ImageDocument image, IReadOnlyList<QueryCall> permissions) => image with
    {
        Organizations = [.. image.Organizations.Except(Of(permissions, "OrganizationArn"))],
        OrganizationalUnits = [.. image.OrganizationalUnits.Except(Of(permissions, "OrganizationalUnitArn"))],
        Users = [.. image.Users.Except(Of(permissions, "UserId"))],
        Public = image.Public && !Of(permissions, "Group").Contains("all"),
    };

    private static IEnumerable<string> Of(IReadOnlyList<QueryCall> permissions, string name) => permissions.Select(permission => permission[name]).OfType<string>();

    [GeneratedRegex(@"^\d{12}$")]
    private static partial Regex Account();

    [GeneratedRegex(@"^arn:aws[a-z-]*:organizations::\d{12}:organization/o-[a-z0-9]{10,32}$")]
    private static partial Regex Organization();

    [GeneratedRegex(@"^arn:aws[a-z-]*:organizations::\d{12}:ou/o-[a-z0-9]{10,32}/ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}$")]
    private static partial Regex Unit();
}
