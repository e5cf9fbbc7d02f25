using System.Text.Json.Nodes;

namespace Fleetyard.LocalCloud.Iam;

/// <summary>One key of a statement's condition.</summary>
/// <param name="Operator">Without its <c>ForAllValues:</c>, <c>ForAnyValue:</c> and <c>IfExists</c>.</param>
/// <param name="Key">The condition key, such as <c>aws:ResourceTag/owner</c>.</param>
/// <param name="Values">One of these must fit.</param>
internal sealed record PolicyCondition(string Operator, string Key, IReadOnlyList<string> Values)
{
    private static readonly string[] Operators =
    [
        "StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike", "StringNotLike",
        "ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike", "Bool", "Null",
    ];

    public bool IfExists { get; init; }
    public bool ForAllValues { get; init; }
    public bool ForAnyValue { get; init; }

    /// <exception cref="FormatException">It has an operator that is not evaluated here.</exception>
    public static IEnumerable<PolicyCondition> Read(JsonNode? condition)
    {
        foreach (var (written, keys) in condition?.AsObject() ?? [])
        {
            var forAll = written.StartsWith("ForAllValues:", StringComparison.Ordinal);
            var forAny = written.StartsWith("ForAnyValue:", StringComparison.Ordinal);
            var bare = written[(written.IndexOf(':', StringComparison.Ordinal) + 1)..];
            var ifExists = bare.EndsWith("IfExists", StringComparison.Ordinal);
            bare = ifExists ? bare[..^"IfExists".Length] : bare;
            if (!Operators.Contains(bare) || (written.Contains(':', StringComparison.Ordinal) && !forAll && !forAny))
            {
                throw new FormatException($"LocalCloud does not evaluate the condition operator '{written}'");
            }

            foreach (var (key, values) in keys!.AsObject())
            {
                yield return new(bare, key, Texts(values)) { IfExists = ifExists, ForAllValues = forAll, ForAnyValue = forAny };
            }
        }
    }

    /// <summary>A text, or a list of texts.</summary>
    public static IReadOnlyList<string> Texts(JsonNode? node) => node switch
    {
        JsonArray { Count: > 0 } list => [.. list.Select(one => (one ?? throw new FormatException("a list holds null")).ToString())],
        JsonValue value => [value.ToString()],
        _ => throw new FormatException("a value is missing"),
    };

    /// <remarks>A key that the request does not have fits a negated operator without <c>ForAnyValue</c>, <c>IfExists</c>, <c>ForAllValues</c> and <c>Null: true</c> alone.</remarks>
    public bool Holds(IReadOnlyDictionary<string, IReadOnlyList<string>> context)
    {
        var found = context.FirstOrDefault(pair => pair.Key.Equals(Key, StringComparison.OrdinalIgnoreCase)).Value ?? [];
        if (Operator == "Null")
        {
            return Values.Any(value => bool.TryParse(value, out var isNull) && isNull == (found.Count == 0));
        }

        var negated = Operator.Contains("Not", StringComparison.Ordinal);
        if (found.Count == 0)
        {
            return (negated && !ForAnyValue) || IfExists || ForAllValues;
        }

        return ForAllValues || (negated && !ForAnyValue) ? found.All(Fits) : found.Any(Fits);

        bool Fits(string value) => Values.Any(wanted => IsLike(wanted, value)) != negated;
    }

    private bool IsLike(string wanted, string value) => Operator switch
    {
        "StringEquals" or "StringNotEquals" => wanted == value,
        "StringLike" or "StringNotLike" => Wildcards.Match(wanted, value, ignoreCase: false),
        "ArnEquals" or "ArnLike" or "ArnNotEquals" or "ArnNotLike" => Wildcards.Match(wanted, value, ignoreCase: false),
        _ => wanted.Equals(value, StringComparison.OrdinalIgnoreCase),
    };
}
