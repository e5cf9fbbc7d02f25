using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Fleetyard.LocalCloud.Http;

/// <summary>The filters that a describe operation of EC2 knows.</summary>
/// <param name="Known">What a resource has for each, by the filter's name.</param>
/// <param name="Tags">A resource's tags, for <c>tag:key</c> and <c>tag-key</c>; null for resources without.</param>
internal sealed record Filters<T>(IReadOnlyDictionary<string, Func<T, IEnumerable<string?>>> Known, Func<T, IReadOnlyDictionary<string, string>>? Tags = null)
{
    /// <summary>"FilterLimitExceeded" of the EC2 API's error codes.</summary>
    private const int MostValues = 200;

    /// <summary>The resources that pass every filter of a call; a filter that does not exist is refused though there be no resource.</summary>
    public IReadOnlyList<T> Of(QueryCall call, IEnumerable<T> all)
    {
        var asked = call.Structures("Filter").Select(filter => (Values: Values(filter["Name"] ?? ""), Wanted: filter.List("Value"))).ToList();
        if (asked.Sum(filter => filter.Wanted.Count) > MostValues)
        {
            throw new AwsFault("FilterLimitExceeded", $"The maximum number of filter values specified on a single call is {MostValues.ToString(CultureInfo.InvariantCulture)}");
        }

        return [.. all.Where(one => asked.All(filter => filter.Values(one).Any(value => value is not null && filter.Wanted.Any(pattern => Matches(pattern, value)))))];
    }

    private Func<T, IEnumerable<string?>> Values(string filter) => filter switch
    {
        _ when Known.TryGetValue(filter, out var known) => known,
        "tag-key" when Tags is not null => one => Tags(one).Keys,
        _ when Tags is not null && filter.StartsWith("tag:", StringComparison.Ordinal) => one => Tags(one).TryGetValue(filter[4..], out var value) ? [value] : [],
        _ => throw new AwsFault("InvalidParameterValue", $"The filter '{filter}' is invalid"),
    };

    /// <summary>A star stands for any letters, a question mark for one, and a backslash takes that from them ("Filtering using the CLI" in the EC2 user guide).</summary>
    private static bool Matches(string pattern, string value)
    {
        var expression = new StringBuilder("^");
        for (var at = 0; at < pattern.Length; at++)
        {
            expression.Append(pattern[at] switch
            {
                '*' => ".*",
                '?' => ".",
                '\\' when at + 1 < pattern.Length => Regex.Escape(pattern[++at].ToString()),
                var letter => Regex.Escape(letter.ToString()),
            });
        }

        return Regex.IsMatch(value, expression.Append('$').ToString(), RegexOptions.NonBacktracking | RegexOptions.Singleline);
    }
}
