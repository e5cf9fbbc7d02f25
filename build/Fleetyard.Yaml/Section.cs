using System.Globalization;
using Fleetyard.Yaml.Tree;

namespace Fleetyard.Yaml;

/// <summary>A mapping of a recipe file, read key by key; what is wrong goes to the findings and a value that can be gone on with comes back.</summary>
public sealed partial class Section
{
    private readonly YamlMapping node;
    private readonly string path;
    private readonly Findings findings;
    private readonly HashSet<string> asked = [];

    internal Section(YamlMapping node, string path, Findings findings)
    {
        this.node = node;
        this.path = path;
        this.findings = findings;
    }

    /// <summary>A text; null where it is missing or the rule refuses it.</summary>
    public string? Text(string key, Rule rule, bool required = false) =>
        Find(key, required ? rule.Allowed : null) is { } value ? Accepted(value, $"{Name(key)} is", rule) : null;

    /// <summary>One of several words.</summary>
    public T? Choice<T>(string key, IReadOnlyDictionary<string, T> choices, bool required = false)
        where T : struct
    {
        var rule = new Rule(choices.ContainsKey, string.Join(", ", choices.Keys));
        return Text(key, rule, required) is { } text ? choices[text] : null;
    }

    /// <summary>true or false.</summary>
    public bool? Flag(string key)
    {
        var rule = Rule.Matching("true|True|TRUE|false|False|FALSE", "true or false") with { Kinds = ScalarKinds.Boolean };
        return Text(key, rule) is { } text ? bool.Parse(text) : null;
    }

    /// <summary>A whole number.</summary>
    public long? Number(string key, long least, long most, bool required = false)
    {
        var whole = new Rule(text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most,
            $"a whole number from {least} to {most}");
        var rule = whole with { Kinds = ScalarKinds.Number };
        return Text(key, rule, required) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>A number that may have decimals, such as 0.05.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="above">It must be more than this.</param>
    /// <param name="most">At most this.</param>
    public decimal? Amount(string key, decimal above, decimal most)
    {
        const NumberStyles style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        var rule = new Rule(text => decimal.TryParse(text, style, CultureInfo.InvariantCulture, out var number) && number > above && number <= most,
            string.Create(CultureInfo.InvariantCulture, $"a number of more than {above} and at most {most}")) with
        { Kinds = ScalarKinds.Number };
        return Text(key, rule) is { } text ? decimal.Parse(text, style, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>A mapping inside this one.</summary>
    public Section? Child(string key, bool required = false)
    {
        switch (Find(key, required ? "a mapping" : null))
        {
            case null:
                return null;
            case YamlMapping mapping:
                return new Section(mapping, Name(key), findings);
            case var other:
                findings.Fault(other.At, $"{Name(key)} is not a mapping (keys with values)");
                return null;
        }
    }

    /// <summary>What a key is called in faults: its path from the root, such as <c>fleet.vpc.id</c>.</summary>
    public string Name(string key) => path.Length > 0 ? $"{path}.{key}" : key;

    /// <summary>Whether a key has a single value, which is neither a list nor a mapping.</summary>
    public bool IsText(string key) => node.Find(key) is YamlScalar;

    /// <summary>Whether a key is there.</summary>
    public bool Has(string key) => node.Find(key) is not null;

    /// <summary>A fault at a key of this section, or at the section where the key is not there.</summary>
    public void Fault(string key, string message) => findings.Fault((node.Find(key) ?? node).At, message);

    /// <summary>A warning at a key of this section, or at the section where the key is not there.</summary>
    public void Warn(string key, string message) => findings.Warn((node.Find(key) ?? node).At, message);

    /// <summary>Tells every key that nobody asked for.</summary>
    public void NoOthers()
    {
        foreach (var (key, _) in node.Entries.Where(entry => !asked.Contains(entry.Key.Text)))
        {
            var nearest = Nearest.TryTo(key.Text, asked, out var near) ? $"; the nearest is '{near}'" : "";
            findings.Fault(key.At, $"'{Rule.Shown(key.Text)}' is not a key of {(path.Length > 0 ? path : "a recipe")}{nearest} ({string.Join(", ", asked)})");
        }
    }

    /// <summary>The text of a value that the rule accepts; otherwise a fault and null.</summary>
    private string? Accepted(YamlNode value, string begin, Rule rule)
    {
        var wrong = value is YamlScalar scalar ? rule.Against(scalar) : $"{(value is YamlList ? "a list" : "a mapping")} ({rule.Allowed})";
        if (wrong is null)
        {
            return ((YamlScalar)value).Text;
        }

        findings.Fault(value.At, $"{begin} {wrong}");
        return null;
    }

    /// <summary>The key's value; where it is missing and something is required, a fault.</summary>
    private YamlNode? Find(string key, string? required = null)
    {
        asked.Add(key);
        var value = node.Find(key);
        if (value is null && required is not null)
        {
            findings.Fault(node.At, $"{Name(key)} is missing ({required})");
        }

        return value;
    }
}
