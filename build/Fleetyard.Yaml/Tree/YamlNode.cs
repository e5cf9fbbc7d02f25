using YamlDotNet.Core;

namespace Fleetyard.Yaml.Tree;

/// <summary>A value of a recipe file and its place.</summary>
internal abstract record YamlNode(Mark At);

/// <summary>A single value, and what YAML takes it for.</summary>
internal sealed record YamlScalar(Mark At, string Text, ScalarKinds Kind) : YamlNode(At);

/// <summary>A list.</summary>
internal sealed record YamlList(Mark At, IReadOnlyList<YamlNode> Items) : YamlNode(At);

/// <summary>A mapping, each key once, in the order of the file.</summary>
internal sealed record YamlMapping(Mark At, IReadOnlyList<KeyValuePair<YamlScalar, YamlNode>> Entries) : YamlNode(At)
{
    public YamlNode? Find(string key) => Entries.FirstOrDefault(entry => entry.Key.Text == key).Value;
}
