using System.IO.Enumeration;
using System.Text.Json;

namespace Fleetyard.Fleets.Keys;

/// <summary>Whether a statement's conditions hold when EC2 uses the key for somebody.</summary>
internal static class KeyCondition
{
    public static Certainty Holds(JsonElement statement, KeyUser user, string region) => statement.TryGetProperty("Condition", out var conditions)
        ? conditions.EnumerateObject().SelectMany(one => one.Value.EnumerateObject().Select(key => Holds(one.Name, key, user, region))).DefaultIfEmpty(Certainty.Yes).Min()
        : Certainty.Yes;

    /// <remarks>All must hold: the least certain decides.</remarks>
    private static Certainty Holds(string @operator, JsonProperty condition, KeyUser user, string region)
    {
        var values = KeyPolicy.All(condition.Value).Select(value => value.ToString()).ToList();
        var comparison = @operator.Split(':')[^1];
        comparison = comparison.EndsWith("IfExists", StringComparison.Ordinal) ? comparison[..^"IfExists".Length] : comparison;
        return (condition.Name.ToLowerInvariant(), comparison) switch
        {
            ("aws:principalorgid", "StringEquals" or "StringLike" or "StringEqualsIgnoreCase") when user.Organization is { } organization => Sure(values.Any(value => Matches(value, organization))),
            ("aws:principalorgid", "StringNotEquals" or "StringNotLike" or "StringNotEqualsIgnoreCase") when user.Organization is { } organization => Sure(!values.Any(value => Matches(value, organization))),
            ("aws:principalorgid", "StringEquals") when values.All(value => value == user.Foreign) => Certainty.No,
            ("aws:principalorgpaths", "StringLike" or "StringEquals") when user.Organization is { } organization => OfPath(comparison, values, organization, user.Unit),
            ("aws:principalaccount" or "kms:calleraccount", "StringEquals" or "StringLike") when user.Account is { } account => Sure(values.Any(value => Matches(value, account))),
            ("aws:principalaccount" or "kms:calleraccount", "StringNotEquals" or "StringNotLike") when user.Account is { } account => Sure(!values.Any(value => Matches(value, account))),
            ("kms:grantisforawsresource", "Bool") => Sure(values.Any(value => value.Equals("true", StringComparison.OrdinalIgnoreCase))),
            ("kms:viaservice", "StringEquals" or "StringLike") => Sure(values.Any(value => Matches(value, $"ec2.{region}.amazonaws.com"))),
            _ => Certainty.Unknown,
        };
    }

    /// <remarks>A path begins with the organization and names every unit down to the account's; which are above a unit is not known here.</remarks>
    private static Certainty OfPath(string comparison, List<string> values, string organization, string? unit) =>
        comparison == "StringLike" && values.Any(value => value == $"{organization}/*" || (unit is not null && value.StartsWith($"{organization}/", StringComparison.Ordinal) && value.EndsWith($"/{unit}/*", StringComparison.Ordinal))) ? Certainty.Yes
        : values.Any(value => value.StartsWith($"{organization}/", StringComparison.Ordinal)) ? Certainty.Unknown
        : Certainty.No;

    private static Certainty Sure(bool holds) => holds ? Certainty.Yes : Certainty.No;

    private static bool Matches(string pattern, string value) => FileSystemName.MatchesSimpleExpression(pattern, value, ignoreCase: true);
}
