using System.Globalization;
using System.Text.RegularExpressions;

namespace Fleetyard.LocalCloud.Http;

/// <summary>A request of the EC2 or query protocol.</summary>
internal sealed record QueryCall(string Region, IReadOnlyDictionary<string, string> Parameters)
{
    public string? this[string name] => Parameters.GetValueOrDefault(name);

    public string Required(string name) => this[name] is { Length: > 0 } value
        ? value
        : throw new AwsFault("MissingParameter", $"The request must contain the parameter {name}");

    public IReadOnlyList<string> List(string name) =>
        [.. Enumerable.Range(1, 1000).Select(index => this[$"{name}.{index.ToString(CultureInfo.InvariantCulture)}"]).TakeWhile(value => value is not null).Select(value => value!)];

    public IReadOnlyList<KeyValuePair<string, string>> Tags(string prefix)
    {
        var tags = new List<KeyValuePair<string, string>>();
        for (var index = 1; this[$"{prefix}.{index}.Key"] is { } key; index++)
        {
            tags.Add(new(key, this[$"{prefix}.{index}.Value"] ?? ""));
        }

        return tags;
    }

    /// <summary>The tags that a creating call gives to a type of resource.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> TagsFor(string resourceType)
    {
        for (var index = 1; this[$"TagSpecification.{index}.ResourceType"] is { } type; index++)
        {
            if (type == resourceType)
            {
                return Tags($"TagSpecification.{index}.Tag");
            }
        }

        return [];
    }

    /// <summary>Whether a resource passes every filter.</summary>
    /// <param name="values">A filter's values of the resource, or null for a filter that does not exist.</param>
    public bool Passes(Func<string, IEnumerable<string?>?> values)
    {
        for (var index = 1; this[$"Filter.{index}.Name"] is { } name; index++)
        {
            var wanted = List($"Filter.{index}.Value");
            var has = values(name) ?? throw new AwsFault("InvalidParameterValue", $"The filter '{name}' is invalid");
            if (!has.Any(value => value is not null && wanted.Any(pattern => Matches(pattern, value))))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Matches(string pattern, string value) =>
        Regex.IsMatch(value, $"^{Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal)}$", RegexOptions.NonBacktracking | RegexOptions.Singleline);
}
