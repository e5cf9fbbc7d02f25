using System.IO.Enumeration;
using System.Text.Json;

namespace Fleetyard.Fleets.Keys;

/// <summary>What a key's policy lets the accounts of an organization do; EC2 acts for them with the key when it makes volumes of a shared AMI.</summary>
internal static class KeyPolicy
{
    /// <summary>What EBS does with the key of a shared snapshot ("Share an encrypted AMI" in the EC2 user guide).</summary>
    private static readonly string[] Needed =
        ["kms:Decrypt", "kms:DescribeKey", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:GenerateDataKeyWithoutPlaintext", "kms:CreateGrant"];

    /// <summary>The statements that let an organization use the key, as JSON in one line; a grant is for AWS's own services only.</summary>
    public static string Statements(string organization) =>
        Statement("CodeBuildFleetsUse", ["kms:Decrypt", "kms:DescribeKey", "kms:ReEncrypt*", "kms:GenerateDataKey*"], new() { ["StringEquals"] = new() { ["aws:PrincipalOrgID"] = organization } }) + ","
        + Statement("CodeBuildFleetsGrant", ["kms:CreateGrant"], new() { ["StringEquals"] = new() { ["aws:PrincipalOrgID"] = organization }, ["Bool"] = new() { ["kms:GrantIsForAWSResource"] = "true" } });

    /// <summary>What the policy says of the organization.</summary>
    public static KeyPolicyVerdict Read(string policy, string organization, string region)
    {
        using var document = JsonDocument.Parse(policy);
        var statements = All(document.RootElement.GetProperty("Statement"))
            .Where(IsForEverybody)
            .Select(statement => (Statement: statement, Applies: KeyCondition.Holds(statement, organization, region)))
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

    private static string Statement(string sid, string[] actions, Dictionary<string, Dictionary<string, string>> condition) =>
        JsonSerializer.Serialize(new { Sid = sid, Effect = "Allow", Principal = "*", Action = actions, Resource = "*", Condition = condition });

    /// <summary>A member that may be one or a list.</summary>
    internal static IEnumerable<JsonElement> All(JsonElement element) => element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : [element];

    /// <summary>An organization's accounts are nobody in particular: a statement for them has the principal <c>*</c>.</summary>
    private static bool IsForEverybody(JsonElement statement) => statement.TryGetProperty("Principal", out var principal)
        && (principal.ValueKind == JsonValueKind.Object ? principal.TryGetProperty("AWS", out var accounts) && All(accounts).Any(IsEverybody) : IsEverybody(principal));

    private static bool IsEverybody(JsonElement principal) => principal.ValueEquals("*");

    private static bool IsOf(JsonElement statement, string action) => statement.TryGetProperty("Action", out var actions)
        ? All(actions).Any(pattern => Matches(pattern, action))
        : statement.TryGetProperty("NotAction", out var others) && !All(others).Any(pattern => Matches(pattern, action));

    private static bool Matches(JsonElement pattern, string action) => FileSystemName.MatchesSimpleExpression(pattern.GetString(), action, ignoreCase: true);
}

/// <summary>What a policy does not let an organization do, and what cannot be told.</summary>
internal sealed record KeyPolicyVerdict(IReadOnlyList<string> Missing, IReadOnlyList<string> Uncertain);

/// <summary>How sure it is that a statement applies.</summary>
internal enum Certainty
{
    No,
    Unknown,
    Yes,
}
