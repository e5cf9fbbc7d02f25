using System.Xml.Linq;
using Fleetyard.LocalCloud.Ec2.Network;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2;

/// <summary>Tags on EC2's resources.</summary>
internal sealed class ResourceTags(Cloud cloud, SecurityGroups groups)
{
    public IEnumerable<XElement> Create(QueryCall call)
    {
        lock (cloud.Exclusive)
        {
            var ids = Resources(call);
            call.Required("Tag.1.Key");
            var tags = TagRules.Read(call, "Tag");
            foreach (var id in ids)
            {
                TagRules.CheckCount((cloud.Store.Get<TagsDocument>(id)?.Tags ?? []).Keys.Union(tags.Keys).Count());
            }

            foreach (var id in ids)
            {
                cloud.Retag(id, call.Region, before => before.Where(tag => !tags.ContainsKey(tag.Key)).Concat(tags));
            }
        }

        return [new("return", "true")];
    }

    /// <summary>Takes tags off: those of a key and value, those of a key, or all.</summary>
    public IEnumerable<XElement> Delete(QueryCall call)
    {
        lock (cloud.Exclusive)
        {
            var asked = call.Structures("Tag");
            foreach (var id in Resources(call))
            {
                cloud.Retag(id, call.Region, before => before.Where(tag => asked.Count > 0 && !asked.Any(one => one["Key"] == tag.Key && (one["Value"] ?? tag.Value) == tag.Value)));
            }
        }

        return [new("return", "true")];
    }

    public IEnumerable<XElement> Describe(QueryCall call)
    {
        var all = cloud.Store.All<TagsDocument>().Where(document => document.Region == call.Region).SelectMany(document => cloud.Seen(document).Select(tag => (document.Id, tag.Key, tag.Value, document.Tags)));
        var filters = new Filters<(string Id, string Key, string Value, Dictionary<string, string> Tags)>(new Dictionary<string, Func<(string Id, string Key, string Value, Dictionary<string, string> Tags), IEnumerable<string?>>>
        {
            ["resource-id"] = tag => [tag.Id],
            ["resource-type"] = tag => [Type(tag.Id)],
            ["key"] = tag => [tag.Key],
            ["value"] = tag => [tag.Value],
        }, tag => tag.Tags);
        return Ec2Operations.Paged("tagSet", call.Page([.. filters.Of(call, all).Select(tag => new XElement("item", new XElement("resourceId", tag.Id), new XElement("resourceType", Type(tag.Id)), new XElement("key", tag.Key), new XElement("value", tag.Value)))]));
    }

    private IReadOnlyList<string> Resources(QueryCall call)
    {
        call.Required("ResourceId.1");
        var ids = call.List("ResourceId");
        foreach (var id in ids.Where(id => !Exists(call.Region, id)))
        {
            throw Unknown(id);
        }

        return ids;
    }

    private bool Exists(string region, string id) => Type(id) switch
    {
        "instance" => cloud.Store.Get<InstanceDocument>(id)?.Region == region,
        "image" => cloud.Store.Get<ImageDocument>(id)?.Region == region,
        "snapshot" => cloud.Store.Get<SnapshotDocument>(id)?.Region == region,
        "volume" => cloud.Store.All<InstanceDocument>().Any(instance => instance.Region == region && instance.Volumes.Any(volume => volume.VolumeId == id)),
        "security-group" => groups.All(region).Any(group => group.Id == id),
        "security-group-rule" => groups.All(region).Any(group => group.Rules.Any(rule => rule.Id == id)),
        "key-pair" => cloud.Store.Get<KeyPairDocument>(id)?.Region == region,
        "subnet" => new DefaultNetwork(region).Subnets.Any(subnet => subnet.Id == id) || cloud.Store.Get<SubnetDocument>(id)?.Region == region,
        "launch-template" => cloud.Store.Get<LaunchTemplateDocument>(id)?.Region == region,
        "vpc" => new DefaultNetwork(region).VpcId == id,
        _ => false,
    };

    private static AwsFault Unknown(string id) => Type(id) switch
    {
        "instance" => new("InvalidInstanceID.NotFound", $"The instance ID '{ResourceIds.Instance(id)}' does not exist"),
        "image" => new("InvalidAMIID.NotFound", $"The image id '[{ResourceIds.Image(id)}]' does not exist"),
        "snapshot" => new("InvalidSnapshot.NotFound", $"The snapshot '{ResourceIds.Snapshot(id)}' does not exist."),
        "volume" => new("InvalidVolume.NotFound", $"The volume '{ResourceIds.Volume(id)}' does not exist."),
        "security-group" => new("InvalidGroup.NotFound", $"The security group '{ResourceIds.SecurityGroup(id)}' does not exist"),
        "security-group-rule" => new("InvalidSecurityGroupRuleId.NotFound", $"The security group rule ID '{id}' does not exist"),
        "key-pair" => new("InvalidKeyPair.NotFound", $"The key pair ID '{id}' does not exist"),
        "subnet" => new("InvalidSubnetID.NotFound", $"The subnet ID '{ResourceIds.Subnet(id)}' does not exist"),
        "launch-template" => new("InvalidLaunchTemplateId.NotFound", $"The specified launch template, with template ID {id}, does not exist."),
        "vpc" => new("InvalidVpcID.NotFound", $"The vpc ID '{ResourceIds.Vpc(id)}' does not exist"),
        _ => new("InvalidID", $"The ID '{id}' is not valid"),
    };

    private static string? Type(string id) => id.Split('-')[0] switch
    {
        "i" => "instance",
        "ami" => "image",
        "snap" => "snapshot",
        "vol" => "volume",
        "sg" => "security-group",
        "sgr" => "security-group-rule",
        "key" => "key-pair",
        "subnet" => "subnet",
        "vpc" => "vpc",
        "lt" => "launch-template",
        _ => null,
    };
}
