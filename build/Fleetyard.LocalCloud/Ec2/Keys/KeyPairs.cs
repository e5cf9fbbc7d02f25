using System.Xml.Linq;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2.Keys;

/// <summary>ImportKeyPair, DescribeKeyPairs and DeleteKeyPair.</summary>
internal sealed class KeyPairs(Cloud cloud)
{
    private const int LongestName = 255;

    /// <summary>A key pair by its name.</summary>
    public KeyPairDocument Named(string region, string name) => All(region).FirstOrDefault(pair => pair.Name == name)
        ?? throw new AwsFault("InvalidKeyPair.NotFound", $"The key pair '{name}' does not exist");

    public IEnumerable<XElement> Import(QueryCall call)
    {
        lock (cloud.Exclusive)
        {
            var name = Checked(call.Required("KeyName"));
            var key = PublicKey.Parse(call.Required("PublicKeyMaterial"));
            if (All(call.Region).Any(pair => pair.Name == name))
            {
                throw new AwsFault("InvalidKeyPair.Duplicate", $"The keypair '{name}' already exists.");
            }

            var tags = TagRules.For(call, "key-pair");
            var pair = new KeyPairDocument
            {
                Id = Cloud.NewId("key"),
                Region = call.Region,
                Name = name,
                Type = key.Type,
                Fingerprint = key.Fingerprint,
                PublicKey = $"{key.Line} {name}",
                Created = cloud.Now,
            };
            cloud.Store.Put(pair.Id, pair);
            cloud.Tag(pair.Id, call.Region, tags);
            return [new("keyName", name), new("keyPairId", pair.Id), new("keyFingerprint", pair.Fingerprint), Ec2Operations.TagSet(tags)];
        }
    }

    public IEnumerable<XElement> Describe(QueryCall call)
    {
        var asked = call.List("KeyName").Select(name => Named(call.Region, name)).Concat(call.List("KeyPairId").Select(id => WithId(call.Region, id))).DistinctBy(pair => pair.Id).ToList();
        var filters = new Filters<KeyPairDocument>(new Dictionary<string, Func<KeyPairDocument, IEnumerable<string?>>>
        {
            ["key-pair-id"] = pair => [pair.Id],
            ["key-name"] = pair => [pair.Name],
            ["fingerprint"] = pair => [pair.Fingerprint],
        }, pair => cloud.Tags(pair.Id));
        var withKey = call.Flag("IncludePublicKey") == true;
        return [new("keySet", filters.Of(call, asked.Count > 0 ? asked : All(call.Region)).Select(pair => Item(pair, withKey)))];
    }

    /// <summary>Deletes a key pair; one that is not there is none to be deleted, and no error.</summary>
    public IEnumerable<XElement> Delete(QueryCall call)
    {
        lock (cloud.Exclusive)
        {
            if (call["KeyName"] is not { Length: > 0 } && call["KeyPairId"] is not { Length: > 0 })
            {
                throw new AwsFault("MissingParameter", "The request must contain the parameter keyName or keyPairId");
            }

            if (All(call.Region).FirstOrDefault(pair => pair.Name == call["KeyName"] || pair.Id == call["KeyPairId"]) is not { } gone)
            {
                return [new("return", "true")];
            }

            cloud.Store.Remove<KeyPairDocument>(gone.Id);
            cloud.Store.Remove<TagsDocument>(gone.Id);
            return [new("return", "true"), new("keyPairId", gone.Id)];
        }
    }

    private IEnumerable<KeyPairDocument> All(string region) => cloud.Store.All<KeyPairDocument>().Where(pair => pair.Region == region);

    private KeyPairDocument WithId(string region, string id) => All(region).FirstOrDefault(pair => pair.Id == id)
        ?? throw new AwsFault("InvalidKeyPair.NotFound", $"The key pair ID '{id}' does not exist");

    private static string Checked(string name) => name.Length <= LongestName && name.All(char.IsAscii)
        ? name
        : throw new AwsFault("InvalidParameterValue", $"Value for parameter KeyName is invalid. It has up to {LongestName} ASCII characters.");

    private XElement Item(KeyPairDocument pair, bool withKey) => new("item",
        new XElement("keyPairId", pair.Id),
        new XElement("keyFingerprint", pair.Fingerprint),
        new XElement("keyName", pair.Name),
        new XElement("keyType", pair.Type),
        withKey ? new XElement("publicKey", pair.PublicKey) : null,
        new XElement("createTime", Ec2Operations.Iso(pair.Created)),
        Ec2Operations.TagSet(cloud.Tags(pair.Id)));
}
