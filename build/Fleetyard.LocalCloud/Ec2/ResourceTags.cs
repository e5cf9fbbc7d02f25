using System.Xml.Linq;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2;

/// <summary>Tags on EC2's resources.</summary>
internal sealed class ResourceTags(Cloud cloud)
{
    public IEnumerable<XElement> Create(QueryCall call)
    {
        lock (cloud.Exclusive)
        {
            foreach (var id in Resources(call))
            {
                cloud.Tag(id, call.Region, call.Tags("Tag"));
            }
        }

        return [new("return", "true")];
    }

    public IEnumerable<XElement> Delete(QueryCall call)
    {
        lock (cloud.Exclusive)
        {
            foreach (var id in Resources(call))
            {
                var keys = call.Tags("Tag").Select(tag => tag.Key).ToHashSet();
                cloud.Store.Change<TagsDocument>(id, document => document with { Tags = document.Tags.Where(tag => !keys.Contains(tag.Key)).ToDictionary() });
            }
        }

        return [new("return", "true")];
    }

    public IEnumerable<XElement> Describe(QueryCall call) =>
    [
        new("tagSet", cloud.Store.All<TagsDocument>().Where(document => document.Region == call.Region)
            .SelectMany(document => document.Tags.Where(tag => call.Passes(filter => filter switch
            {
                "resource-id" => [document.Id],
                "resource-type" => [Type(document.Id)],
                "key" => [tag.Key],
                "value" => [tag.Value],
                _ => Ec2Operations.TagFilter(filter, document.Tags),
            })).Select(tag => new XElement("item", new XElement("resourceId", document.Id), new XElement("resourceType", Type(document.Id)), new XElement("key", tag.Key), new XElement("value", tag.Value))))),
    ];

    private IReadOnlyList<string> Resources(QueryCall call)
    {
        var ids = call.List("ResourceId");
        foreach (var id in ids.Where(id => cloud.Store.Get<TagsDocument>(id)?.Region != call.Region))
        {
            throw new AwsFault("InvalidID", $"The ID '{id}' is not valid");
        }

        return ids;
    }

    private static string Type(string id) => id.Split('-')[0] switch
    {
        "i" => "instance",
        "ami" => "image",
        "snap" => "snapshot",
        _ => "volume",
    };
}
