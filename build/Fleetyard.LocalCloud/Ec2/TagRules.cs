using Fleetyard.LocalCloud.Http;

namespace Fleetyard.LocalCloud.Ec2;

/// <summary>What tags a request may give ("Tag restrictions" in the EC2 user guide).</summary>
internal static class TagRules
{
    private const int MostTags = 50;

    /// <summary>The tags of a list in a request.</summary>
    public static IReadOnlyDictionary<string, string> Read(QueryCall call, string list)
    {
        var tags = new Dictionary<string, string>();
        foreach (var tag in call.Structures(list))
        {
            var key = tag["Key"] ?? "";
            var value = tag["Value"] ?? "";
            Check(key, value);
            if (!tags.TryAdd(key, value))
            {
                throw new AwsFault("InvalidParameterValue", $"Duplicate tag key '{key}' specified.");
            }
        }

        CheckCount(tags.Count);
        return tags;
    }

    /// <summary>The tags that a creating call gives to a type of resource.</summary>
    /// <param name="call">The call.</param>
    /// <param name="type">The type that is asked for.</param>
    /// <param name="created">All types that the call creates.</param>
    public static IReadOnlyDictionary<string, string> For(QueryCall call, string type, params IReadOnlyCollection<string> created)
    {
        var specifications = call.Structures("TagSpecification");
        if (specifications.FirstOrDefault(specification => specification["ResourceType"] != type && !created.Contains(specification["ResourceType"] ?? "")) is { } other)
        {
            throw new AwsFault("InvalidParameterValue", $"'{other["ResourceType"]}' is not a valid taggable resource type for this operation.");
        }

        var asked = specifications.Where(specification => specification["ResourceType"] == type).ToList();
        return asked.Count > 1
            ? throw new AwsFault("InvalidParameterValue", $"The resource type '{type}' has more than one TagSpecification.")
            : asked is [var only] ? Read(only, "Tag") : new Dictionary<string, string>();
    }

    public static void CheckCount(int count)
    {
        if (count > MostTags)
        {
            throw new AwsFault("TagLimitExceeded", $"A resource has at most {MostTags} tags; this would make {count}.");
        }
    }

    private static void Check(string key, string value)
    {
        if (key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
        {
            throw new AwsFault("InvalidParameterValue", "Tag keys starting with 'aws:' are reserved for internal use");
        }

        if (Length(key) is < 1 or > 128)
        {
            throw new AwsFault("InvalidParameterValue", $"Tag key has {Length(key)} characters; it takes 1 to 128.");
        }

        if (Length(value) > 256)
        {
            throw new AwsFault("InvalidParameterValue", $"Tag value of '{key}' has {Length(value)} characters; it takes up to 256.");
        }
    }

    private static int Length(string text) => text.EnumerateRunes().Count();
}
