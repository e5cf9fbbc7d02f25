using Fleetyard.Yaml.Tree;

namespace Fleetyard.Yaml;

/// <content>Values that are lists.</content>
public sealed partial class Section
{
    /// <summary>The texts of a list; those that the rule refuses are faults and are left out.</summary>
    public IReadOnlyList<string> Texts(string key, Rule rule, int least = 0, int most = 100) =>
        [.. Items(key, rule.Allowed, least, most).Select(item => Accepted(item, $"{Name(key)} holds", rule)).OfType<string>()];

    /// <summary>The same, but a text that stands there before is a fault too, and is left out.</summary>
    public IReadOnlyList<string> Distinct(string key, Rule rule, int least = 0, int most = 100)
    {
        var texts = new List<string>();
        foreach (var item in Items(key, rule.Allowed, least, most))
        {
            if (Accepted(item, $"{Name(key)} holds", rule) is not { } text)
            {
                continue;
            }

            if (texts.Contains(text))
            {
                findings.Fault(item.At, $"{Name(key)} holds '{text}' twice (each once)");
                continue;
            }

            texts.Add(text);
        }

        return texts;
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
}
