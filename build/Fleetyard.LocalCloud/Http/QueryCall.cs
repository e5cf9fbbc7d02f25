using System.Globalization;
using Fleetyard.LocalCloud.Faults;

namespace Fleetyard.LocalCloud.Http;

/// <summary>A request of the EC2 or query protocol.</summary>
internal sealed record QueryCall(string Region, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>Who calls; null where the operation takes no signature.</summary>
    public Caller? Caller { get; init; }

    /// <summary>What is to go wrong with what it makes.</summary>
    public FaultKind? Fault { get; init; }

    public string? this[string name] => Parameters.GetValueOrDefault(name);

    public string Required(string name) => this[name] is { Length: > 0 } value
        ? value
        : throw new AwsFault("MissingParameter", $"The request must contain the parameter {name}");

    public IReadOnlyList<string> List(string name) =>
        [.. Enumerable.Range(1, 1000).Select(index => this[$"{name}.{index.ToString(CultureInfo.InvariantCulture)}"]).TakeWhile(value => value is not null).Select(value => value!)];

    /// <summary>The elements of a list of structures, each as a call of its own.</summary>
    public IReadOnlyList<QueryCall> Structures(string name)
    {
        var found = new List<QueryCall>();
        for (var index = 1; Below($"{name}.{index.ToString(CultureInfo.InvariantCulture)}.") is { Parameters.Count: > 0 } element; index++)
        {
            found.Add(element);
        }

        return found;
    }

    /// <summary>A whole number within bounds, or null where there is none.</summary>
    public int? Number(string name, int least, int most)
    {
        if (this[name] is not { } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new AwsFault("InvalidParameterValue", $"Value ( {text} ) for parameter {name} is invalid. Expecting a number from {least} to {most}.");
    }

    /// <summary>A yes or no, or null where there is none.</summary>
    public bool? Flag(string name) => this[name] switch
    {
        null => null,
        "true" => true,
        "false" => false,
        var text => throw new AwsFault("InvalidParameterValue", $"Value ( {text} ) for parameter {name} is invalid. Expecting true or false."),
    };

    /// <summary>One of some values, or null where there is none.</summary>
    public string? OneOf(string name, params ReadOnlySpan<string> values)
    {
        if (this[name] is not { } text || values.Contains(text))
        {
            return this[name];
        }

        throw new AwsFault("InvalidParameterValue", $"Value ( {text} ) for parameter {name} is invalid. Expecting one of {string.Join(", ", values.ToArray())}.");
    }

    /// <summary>The part of a list that MaxResults and NextToken ask for.</summary>
    /// <param name="all">The whole list.</param>
    /// <param name="ids">The list of ids that may not stand beside MaxResults, or null.</param>
    /// <param name="least">The least MaxResults.</param>
    /// <param name="most">The most, and as many as come where there is none.</param>
    public Page<T> Page<T>(IReadOnlyList<T> all, string? ids = null, int least = 5, int most = 1000)
    {
        if (ids is not null && this["MaxResults"] is not null && this[$"{ids}.1"] is not null)
        {
            throw new AwsFault("InvalidParameterCombination", $"The parameter {ids} cannot be used with the parameter MaxResults");
        }

        return Http.Page<T>.Of(all, this["NextToken"], Number("MaxResults", least, most) ?? most)
            ?? throw new AwsFault("InvalidNextToken", $"The token '{this["NextToken"]}' is not valid.");
    }

    private QueryCall Below(string prefix) => new(Region, Parameters.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal)).ToDictionary(pair => pair.Key[prefix.Length..], pair => pair.Value));
}
