using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Fleetyard.Recipes.Reading;

/// <summary>A mapping of a recipe file, read key by key; what is wrong goes to one list and a value that can be gone on with comes back.</summary>
internal sealed class Section(string file, YamlMappingNode node, string path, List<RecipeFault> faults)
{
    private readonly HashSet<string> asked = [];

    public string? Text(string key, Rule rule, bool required = false)
    {
        if (Find(key, required) is not { } value)
        {
            return null;
        }

        if (Scalar(value) is not { } text)
        {
            Fault(value, $"{Name(key)} is not a text ({rule.Allowed})");
            return null;
        }

        if (rule.Accepts(text))
        {
            return text;
        }

        Fault(value, $"{Name(key)} is '{Shown(text)}' ({rule.Allowed})");
        return null;
    }

    public T? Choice<T>(string key, IReadOnlyDictionary<string, T> choices, bool required = false)
        where T : struct
    {
        var rule = new Rule(choices.ContainsKey, string.Join(", ", choices.Keys));
        return Text(key, rule, required) is { } text ? choices[text] : null;
    }

    public bool? Flag(string key) =>
        Text(key, new Rule(text => text is "true" or "false", "true or false")) is { } text ? text == "true" : null;

    public long? Number(string key, long least, long most, bool required = false)
    {
        var rule = new Rule(text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most,
            $"a whole number from {least} to {most}");
        return Text(key, rule, required) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;
    }

    /// <summary>The texts of a list; those that the rule refuses are faults and are left out.</summary>
    public IReadOnlyList<string> Texts(string key, Rule rule, int least = 0, int most = 100)
    {
        var texts = new List<string>();
        foreach (var item in Items(key, least, most))
        {
            if (Scalar(item) is { } text && rule.Accepts(text))
            {
                texts.Add(text);
                continue;
            }

            Fault(item, $"{Name(key)} holds '{Shown(Scalar(item) ?? item.NodeType.ToString())}' ({rule.Allowed})");
        }

        return texts;
    }

    /// <summary>A mapping of texts to texts.</summary>
    public IReadOnlyDictionary<string, string> Map(string key, Rule keys, Rule values, int most)
    {
        var map = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (Find(key, required: false) is not { } value)
        {
            return map;
        }

        if (value is not YamlMappingNode mapping)
        {
            Fault(value, $"{Name(key)} is not a mapping (keys with texts)");
            return map;
        }

        if (mapping.Children.Count > most)
        {
            Fault(value, $"{Name(key)} has {mapping.Children.Count} entries (at most {most})");
        }

        foreach (var (entryKey, entryValue) in mapping.Children)
        {
            if (Scalar(entryKey) is not { } name || !keys.Accepts(name))
            {
                Fault(entryKey, $"{Name(key)} has the key '{Shown(Scalar(entryKey) ?? "")}' ({keys.Allowed})");
            }
            else if (Scalar(entryValue) is not { } text || !values.Accepts(text))
            {
                Fault(entryValue, $"{Name(key)}.{name} is '{Shown(Scalar(entryValue) ?? "not a text")}' ({values.Allowed})");
            }
            else
            {
                map[name] = text;
            }
        }

        return map;
    }

    /// <summary>A mapping inside this one; where a required one is missing, an empty one, so that its own faults are told too.</summary>
    public Section? Child(string key, bool required = false)
    {
        var value = Find(key, required);
        if (value is null or YamlMappingNode)
        {
            return value is null ? null : new Section(file, (YamlMappingNode)value, Name(key), faults);
        }

        Fault(value, $"{Name(key)} is not a mapping (keys with values)");
        return null;
    }

    /// <summary>The items of a list, each a mapping or, where <paramref name="scalar"/> is given, a text.</summary>
    public IEnumerable<(string? Text, Section? Section)> Entries(string key, bool scalar, int most)
    {
        var i = 0;
        foreach (var item in Items(key, 0, most))
        {
            if (item is YamlMappingNode mapping)
            {
                yield return (null, new Section(file, mapping, $"{Name(key)}[{i}]", faults));
            }
            else if (scalar && Scalar(item) is { Length: > 0 } text)
            {
                yield return (text, null);
            }
            else
            {
                Fault(item, $"{Name(key)}[{i}] is not {(scalar ? "a text or " : "")}a mapping");
            }

            i++;
        }
    }

    public bool IsText(string key) => node.Children.TryGetValue(new YamlScalarNode(key), out var value) && value is YamlScalarNode;

    public bool Has(string key) => node.Children.ContainsKey(new YamlScalarNode(key));

    /// <summary>A fault at a key of this section, or at the section where the key is not there.</summary>
    public void Fault(string key, string message) =>
        Fault(node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : node, message);

    /// <summary>Tells every key that nobody asked for.</summary>
    public void NoOthers()
    {
        foreach (var key in node.Children.Keys)
        {
            var name = Scalar(key) ?? key.NodeType.ToString();
            if (!asked.Contains(name))
            {
                Fault(key, $"'{Shown(name)}' is not a key of {(path.Length > 0 ? path : "a recipe")}; the nearest is '{Nearest.To(name, asked)}' ({string.Join(", ", asked)})");
            }
        }
    }

    private IEnumerable<YamlNode> Items(string key, int least, int most)
    {
        if (Find(key, least > 0) is not { } value)
        {
            return [];
        }

        if (value is not YamlSequenceNode list)
        {
            Fault(value, $"{Name(key)} is not a list");
            return [];
        }

        if (list.Children.Count < least || list.Children.Count > most)
        {
            Fault(value, $"{Name(key)} has {list.Children.Count} items ({least} to {most})");
        }

        return list.Children.Take(most);
    }

    private YamlNode? Find(string key, bool required)
    {
        asked.Add(key);
        if (node.Children.TryGetValue(new YamlScalarNode(key), out var value))
        {
            return value;
        }

        if (required)
        {
            Fault(node, $"{Name(key)} is missing");
        }

        return null;
    }

    private void Fault(YamlNode at, string message) => faults.Add(new(file, at.Start.Line, at.Start.Column, message));

    private string Name(string key) => path.Length > 0 ? $"{path}.{key}" : key;

    private static string? Scalar(YamlNode value) => (value as YamlScalarNode)?.Value;

    private static string Shown(string text) => Regex.Replace(text.Length > 60 ? text[..60] + "…" : text, @"\p{C}", "�");
}

/// <summary>What a text must be, and how to say so.</summary>
internal sealed record Rule(Func<string, bool> Accepts, string Allowed)
{
    public static Rule Matching(string pattern, string allowed) =>
        new(text => Regex.IsMatch(text, $@"\A(?:{pattern})\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)), allowed);
}
