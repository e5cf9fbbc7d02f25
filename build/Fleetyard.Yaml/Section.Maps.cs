using Fleetyard.Yaml.Tree;

namespace Fleetyard.Yaml;

/// <content>Mappings whose keys the recipe's author chooses.</content>
public sealed partial class Section
{
    /// <summary>A mapping of texts to texts.</summary>
    public IReadOnlyDictionary<string, string> Map(string key, Rule keys, Rule values, int most)
    {
        var map = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (entryKey, entryValue) in Pairs(key, $"keys with texts; each key {keys.Allowed}", most))
        {
            if (Accepted(entryKey, $"{Name(key)} has the key", keys) is { } name && Accepted(entryValue, $"{Name(key)}.{name} is", values) is { } text)
            {
                map[name] = text;
            }
        }

        return map;
    }

    /// <summary>A mapping of texts to mappings, each with its key, in the order of the file.</summary>
    /// <param name="key">The mapping's key.</param>
    /// <param name="keys">The rule for its keys.</param>
    /// <param name="allowed">What a value is, as in "a mapping with url".</param>
    /// <param name="most">How many entries at most.</param>
    public IEnumerable<(string Key, Section Section)> Sections(string key, Rule keys, string allowed, int most)
    {
        foreach (var (entryKey, value) in Pairs(key, $"keys with mappings; each key {keys.Allowed}", most))
        {
            if (Accepted(entryKey, $"{Name(key)} has the key", keys) is not { } name)
            {
                continue;
            }

            if (value is YamlMapping mapping)
            {
                yield return (name, new Section(mapping, $"{Name(key)}.{name}", findings));
                continue;
            }

            findings.Fault(value.At, $"{Name(key)}.{name} is not a mapping ({allowed})");
        }
    }

    /// <summary>A mapping of texts to values, each a text or a mapping, in the order of the file.</summary>
    /// <param name="key">The mapping's key.</param>
    /// <param name="keys">The rule for its keys.</param>
    /// <param name="texts">The rule for values that are texts.</param>
    /// <param name="allowed">What a value is, as in "a text, or a mapping with secret".</param>
    /// <param name="most">How many entries at most.</param>
    public IEnumerable<(string Key, string? Text, Section? Section)> Values(string key, Rule keys, Rule texts, string allowed, int most)
    {
        foreach (var (entryKey, value) in Pairs(key, $"keys with values; each key {keys.Allowed}", most))
        {
            if (Accepted(entryKey, $"{Name(key)} has the key", keys) is not { } name)
            {
                continue;
            }

            switch (value)
            {
                case YamlMapping mapping:
                    yield return (name, null, new Section(mapping, $"{Name(key)}.{name}", findings));
                    break;
                case YamlScalar when Accepted(value, $"{Name(key)}.{name} is", texts) is { } text:
                    yield return (name, text, null);
                    break;
                case YamlList:
                    findings.Fault(value.At, $"{Name(key)}.{name} is a list ({allowed})");
                    break;
            }
        }
    }

    private IReadOnlyList<KeyValuePair<YamlScalar, YamlNode>> Pairs(string key, string allowed, int most)
    {
        switch (Find(key))
        {
            case null:
                return [];
            case YamlMapping mapping:
                if (mapping.Entries.Count > most)
                {
                    findings.Fault(mapping.At, $"{Name(key)} has {mapping.Entries.Count} entries (at most {most})");
                }

                return mapping.Entries;
            case var other:
                findings.Fault(other.At, $"{Name(key)} is not a mapping ({allowed})");
                return [];
        }
    }
}
