using System.IO.Enumeration;
using System.Text.Json;

namespace Fleetyard.Fleets.Keys;

/// <summary>What a key's policy lets those do whom an AMI is shared with; EC2 acts for them with the key when it makes volumes of it.</summary>
internal static class KeyPolicy
{
    /// <summary>What EBS does with the key of a shared snapshot ("Share an encrypted AMI" in the EC2 user guide).</summary>
    private static readonly string[] Needed =
        ["kms:Decrypt", "kms:DescribeKey", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:GenerateDataKeyWithoutPlaintext", "kms:CreateGrant"];

    /// <summary>The statements that let somebody use the key, as JSON in one line; a grant is for AWS's own services only.</summary>
    public static string Statements(KeyUser user) =>
        Statement($"{user.Sid}Use", user, ["kms:Decrypt", "kms:DescribeKey", "kms:ReEncrypt*", "kms:GenerateDataKey*"], []) + ","
        + Statement($"{user.Sid}Grant", user, ["kms:CreateGrant"], new() { ["Bool"] = new() { ["kms:GrantIsForAWSResource"] = "true" } });

    /// <summary>What the policy says of somebody.</summary>
    public static KeyPolicyVerdict Read(string policy, KeyUser user, string region)
    {
        using var document = JsonDocument.Parse(policy);
        var statements = All(document.RootElement.GetProperty("Statement"))
            .Select(statement => (Statement: statement, Applies: Least(IsFor(statement, user), KeyCondition.Holds(statement, user, region))))
            .Where(one => one.Applies != Certainty.No)
            .ToList();
        var judged = Needed.Select(action => (Action: action, Allowed: Allowed(action))).ToList();
        return new(
            [.. judged.Where(one => one.Allowed == Certainty.No).Select(one => one.Action)],
            [.. judged.Where(one => one.Allowed == Certainty.Unknown).Select(one => one.Action)]);

        Certainty Allowed(string action)
        {
            var denied = Most("Deny", action);
            var allowed = Most("Allow", action);
            return denied == Certainty.Yes || allowed == Certainty.No ? Certainty.No
                : denied == Certainty.Unknown || allowed == Certainty.Unknown ? Certainty.Unknown
                : Certainty.Yes;
        }

        Certainty Most(string effect, string action) => statements
            .Where(one => one.Statement.GetProperty("Effect").GetString() == effect && IsOf(one.Statement, action))
            .Select(one => one.Applies)
            .DefaultIfEmpty(Certainty.No)
            .Max();
    }

    private static string Statement(string sid, KeyUser user, string[] actions, Dictionary<string, Dictionary<string, string>> condition)
    {
        Dictionary<string, Dictionary<string, string>> whole = user switch
        {
            { Unit: { } unit } => new() { ["ForAnyValue:StringLike"] = new() { ["aws:PrincipalOrgPaths"] = $"{user.Organization}/*/{unit}/*" } },
            { Organization: { } organization } => new() { ["StringEquals"] = new() { ["aws:PrincipalOrgID"] = organization } },
            _ => [],
        };
        foreach (var (comparison, keys) in condition)
        {
            whole.Add(comparison, keys);
        }

        object principal = user.AccountArn is { } account ? new { AWS = account } : "*";
        return whole.Count == 0
            ? JsonSerializer.Serialize(new { Sid = sid, Effect = "Allow", Principal = principal, Action = actions, Resource = "*" })
            : JsonSerializer.Serialize(new { Sid = sid, Effect = "Allow", Principal = principal, Action = actions, Resource = "*", Condition = whole });
    }

    /// <summary>A member that may be one or a list.</summary>
    internal static IEnumerable<JsonElement> All(JsonElement element) => element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : [element];

    /// <remarks>An organization's accounts are nobody in particular: a statement for them has the principal <c>*</c>. One for a role of an account is for that role alone.</remarks>
    private static Certainty IsFor(JsonElement statement, KeyUser user) => statement.TryGetProperty("Principal", out var principal)
        ? (principal.ValueKind != JsonValueKind.Object ? [principal] : principal.TryGetProperty("AWS", out var named) ? All(named) : [])
            .Select(one => IsFor(one.ToString(), user)).DefaultIfEmpty(Certainty.No).Max()
        : Certainty.No;

    private static Certainty IsFor(string principal, KeyUser user) =>
        principal == "*" || (user.Account is not null && (principal == user.AccountArn || principal == user.Account)) ? Certainty.Yes
        : user.Account is { } account && principal.Contains($"::{account}:", StringComparison.Ordinal) ? Certainty.Unknown
        : Certainty.No;

    private static Certainty Least(Certainty one, Certainty other) => one < other ? one : other;

    private static bool IsOf(JsonElement statement, string action) => statement.TryGetProperty("Action", out var actions)
        ? All(actions).Any(pattern => Matches(pattern, action))
        : statement.TryGetProperty("NotAction", out var others) && !All(others).Any(pattern => Matches(pattern, action));

    private static bool Matches(JsonElement pattern, string action) => FileSystemName.MatchesSimpleExpression(pattern.GetString(), action, ignoreCase: true);
}

/// <summary>What a policy does not let somebody do, and what cannot be told.</summary>
internal sealed record KeyPolicyVerdict(IReadOnlyList<string> Missing, IReadOnlyList<string> Uncertain);

/// <summary>How sure it is that a statement applies.</summary>
internal enum Certainty
{
    No,
    Unknown,
    Yes,
}
