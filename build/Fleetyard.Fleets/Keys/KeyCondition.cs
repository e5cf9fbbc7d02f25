using System.IO.Enumeration;
using System.Text.Json;

namespace Fleetyard.Fleets.Keys;

/// <summary>Whether a statement's conditions hold when EC2 uses the key for an account of an organization.</summary>
internal static class KeyCondition
{
    public static Certainty Holds(JsonElement statement, string organization, string region) => statement.TryGetProperty("Condition", out var conditions)
        ? conditions.EnumerateObject().SelectMany(one => one.Value.EnumerateObject().Select(key => Holds(one.Name, key, organization, region))).DefaultIfEmpty(Certainty.Yes).Min()
        : Certainty.Yes;

    /// <remarks>All must hold: the least certain decides.</remarks>
    private static Certainty Holds(string @operator, JsonProperty condition, string organization, string region)
    {
        var values = KeyPolicy.All(condition.Value).Select(value => value.ToString()).ToList();
        var comparison = @operator.Split(':')[^1];
        comparison = comparison.EndsWith("IfExists", StringComparison.Ordinal) ? comparison[..^"IfExists".Length] : comparison;
        return (condition.Name.ToLowerInvariant(), comparison) switch
        {
            ("aws:principalorgid", "StringEquals" or "StringLike" or "StringEqualsIgnoreCase") => Sure(values.Any(value => Matches(value, organization))),
            ("aws:principalorgid", "StringNotEquals" or "StringNotLike" or "StringNotEqualsIgnoreCase") => Sure(!values.Any(value => Matches(value, organization))),
            ("aws:principalorgpaths", "StringLike") when values.Any(value => value == $"{organization}/*") => Certainty.Yes,
            ("aws:principalorgpaths", "StringLike" or "StringEquals") when !values.Any(value => value.StartsWith($"{organization}/", StringComparison.Ordinal)) => Certainty.No,
            ("kms:grantisforawsresource", "Bool") => Sure(values.Any(value => value.Equals("true", StringComparison.OrdinalIgnoreCase))),
            ("kms:viaservice", "StringEquals" or "StringLike") => Sure(values.Any(value => Matches(value, $"ec2.{region}.amazonaws.com"))),
            _ => Certainty.Unknown,
        };
    }

    private static Certainty Sure(bool holds) => holds ? Certainty.Yes : Certainty.No;

    private static bool Matches(string pattern, string value) => FileSystemName.MatchesSimpleExpression(pattern, value, ignoreCase: true);
}
