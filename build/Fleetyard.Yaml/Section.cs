using System.Globalization;
using Fleetyard.Yaml.Tree;

namespace Fleetyard.Yaml;

/// <summary>A mapping of a recipe file, read key by key; what is wrong goes to the findings and a value that can be gone on with comes back.</summary>
public sealed class Section
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

    /// <summary>The texts of a list; those that the rule refuses are faults and are left out.</summary>
    public IReadOnlyList<string> Texts(string key, Rule rule, int least = 0, int most = 100) =>
        [.. Items(key, rule.Allowed, least, most).Select(item => Accepted(item, $"{Name(key)} holds", rule)).OfType<string>()];

    /// <summary>A mapping of texts to texts.</summary>
    public IReadOnlyDictionary<string, string> Map(string key, Rule keys, Rule values, int most)
    {
        var map = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (Find(key) is not { } value)
        {
            return map;
        }

        if (value is not YamlMapping mapping)
        {
            findings.Fault(value.At, $"{Name(key)} is not a mapping (keys with texts; each key {keys.Allowed})");
            return map;
        }

        if (mapping.Entries.Count > most)
        {
            findings.Fault(value.At, $"{Name(key)} has {mapping.Entries.Count} entries (at most {most})");
        }

        foreach (var (entryKey, entryValue) in mapping.Entries)
        {
            if (Accepted(entryKey, $"{Name(key)} has the key", keys) is { } name && Accepted(entryValue, $"{Name(key)}.{name} is", values) is { } text)
            {
                map[name] = text;
            }
        }

        return map;
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

    /// <summary>The items of a list, each a mapping or, where there is a rule for texts, a text.</summary>
    /// <param name="key">The list's key.</param>
    /// <param name="allowed">What an item is, as in "a mapping with url".</param>
    /// <param name="most">How many items at most.</param>
    /// <param name="texts">The rule for texts; null where an item is always a mapping.</param>
    public IEnumerable<(string? Text, Section? Section)> Entries(string key, string allowed, int most, Rule? texts = null)
    {
        var i = 0;
        foreach (var item in Items(key, allowed, 0, most))
        {
            var name = $"{Name(key)}[{i++}]";
            if (item is YamlMapping mapping)
            {
                yield return (null, new Section(mapping, name, findings));
            }
            else if (texts is null || item is not YamlScalar)
            {
                findings.Fault(item.At, $"{name} is not {(texts is null ? "" : "a text or ")}a mapping ({allowed})");
            }
            else if (Accepted(item, $"{name} is", texts) is { } text)
            {
                yield return (text, null);
            }
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

    private IEnumerable<YamlNode> Items(string key, string allowed, int least, int most)
    {
        switch (Find(key, least > 0 ? $"a list; each item {allowed}" : null))
        {
            case null:
                return [];
            case YamlList list:
                if (list.Items.Count < least || list.Items.Count > most)
                {
                    findings.Fault(list.At, $"{Name(key)} has {list.Items.Count} items ({least} to {most})");
                }

                return list.Items.Take(most);
            case var other:
                findings.Fault(other.At, $"{Name(key)} is not a list (a list; each item {allowed})");
                return [];
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
