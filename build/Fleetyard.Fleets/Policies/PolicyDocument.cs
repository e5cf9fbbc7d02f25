using System.Text.Json.Serialization;

namespace Fleetyard.Fleets.Policies;

/// <summary>An IAM policy.</summary>
/// <param name="Statement">Its statements.</param>
public sealed record PolicyDocument(IReadOnlyList<PolicyStatement> Statement)
{
    /// <summary>The version of IAM's policy language.</summary>
    [JsonPropertyOrder(-1)]
    public string Version { get; } = "2012-10-17";
}

/// <summary>One statement of an IAM policy, which allows.</summary>
public sealed record PolicyStatement
{
    /// <summary>What it is for, in letters and digits.</summary>
    public required string Sid { get; init; }

    /// <summary>Always <c>Allow</c>: nothing is allowed by itself.</summary>
    public string Effect { get; } = "Allow";

    /// <summary>For a trust policy: who may take the role on, by kind; null in an identity-based policy.</summary>
    public IReadOnlyDictionary<string, string>? Principal { get; init; }

    /// <summary>Such as <c>ec2:RunInstances</c>.</summary>
    public required IReadOnlyList<string> Action { get; init; }

    /// <summary>ARNs with wildcards; null in a trust policy.</summary>
    public IReadOnlyList<string>? Resource { get; init; }

    /// <summary>Condition keys with their values, by operator; null where there are none.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>>? Condition { get; init; }

    /// <summary>The same, where also a key has one of some values.</summary>
    public PolicyStatement Where(string comparison, string key, params IReadOnlyList<string> values)
    {
        var condition = (Condition ?? new Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>>()).ToDictionary(pair => pair.Key, pair => pair.Value.ToDictionary());
        condition.TryAdd(comparison, []);
        condition[comparison][key] = values;
        return this with { Condition = condition.ToDictionary(pair => pair.Key, pair => (IReadOnlyDictionary<string, IReadOnlyList<string>>)pair.Value) };
    }
}
