using System.Text.Json.Nodes;

namespace Fleetyard.LocalCloud.Iam;

/// <summary>One statement of a policy.</summary>
internal sealed record PolicyStatement
{
    private static readonly string[] Members = ["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"];

    public required bool IsAllow { get; init; }
    public required Patterns Actions { get; init; }
    public required Patterns Resources { get; init; }
    public required IReadOnlyList<PolicyCondition> Conditions { get; init; }

    /// <exception cref="FormatException">It is no statement of an identity-based policy.</exception>
    public static PolicyStatement Read(JsonObject statement)
    {
        if (statement.Select(member => member.Key).FirstOrDefault(member => !Members.Contains(member)) is { } unknown)
        {
            throw new FormatException($"'{unknown}' is no element of an identity-based policy's statement");
        }

        return new()
        {
            IsAllow = (string?)statement["Effect"] switch
            {
                "Allow" => true,
                "Deny" => false,
                var effect => throw new FormatException($"a statement's Effect is '{effect}', not Allow or Deny"),
            },
            Actions = Patterns.Read(statement, "Action", ignoreCase: true),
            Resources = Patterns.Read(statement, "Resource", ignoreCase: false),
            Conditions = [.. PolicyCondition.Read(statement["Condition"])],
        };
    }

    public bool Matches(Access access) =>
        Actions.Match(access.Action) && Resources.Match(access.Resource, access.Context) && Conditions.All(condition => condition.Holds(access.Context));

    /// <summary>The patterns of <c>Action</c> or <c>Resource</c>, or of their <c>Not</c> form.</summary>
    internal sealed record Patterns(IReadOnlyList<string> Texts, bool Negated, bool IgnoreCase)
    {
        public static Patterns Read(JsonObject statement, string element, bool ignoreCase)
        {
            var negated = statement.ContainsKey("Not" + element);
            if (negated == statement.ContainsKey(element))
            {
                throw new FormatException($"a statement has neither {element} nor Not{element}, or both");
            }

            return new(PolicyCondition.Texts(statement[negated ? "Not" + element : element]), negated, ignoreCase);
        }

        public bool Match(string value, IReadOnlyDictionary<string, IReadOnlyList<string>>? context = null) =>
            Texts.Any(pattern => PolicyVariables.Filled(pattern, context) is { } filled && Wildcards.Match(filled, value, IgnoreCase)) != Negated;
    }
}
