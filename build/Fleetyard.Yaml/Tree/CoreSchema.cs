using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Fleetyard.Yaml.Tree;

/// <summary>The core schema of YAML 1.2, section 10.3: how a scalar's kind follows from its tag, its quotes and its text.</summary>
internal static partial class CoreSchema
{
    private const string Prefix = "tag:yaml.org,2002:";

    /// <summary>The scalar's kind, or null where its tag is not one of the schema's.</summary>
    public static ScalarKinds? KindOf(Scalar scalar)
    {
        if (scalar.Tag.IsEmpty)
        {
            return scalar.Style == ScalarStyle.Plain ? Plain(scalar.Value) : ScalarKinds.Text;
        }

        return scalar.Tag.Value switch
        {
            "!" or Prefix + "str" => ScalarKinds.Text,
            Prefix + "int" or Prefix + "float" => ScalarKinds.Number,
            Prefix + "bool" => ScalarKinds.Boolean,
            Prefix + "null" => ScalarKinds.Null,
            _ => null,
        };
    }

    /// <summary>Whether a list or a mapping has no tag, or the one that it would have anyway.</summary>
    public static bool Knows(NodeEvent node) =>
        node.Tag.IsEmpty || node.Tag.Value == Prefix + (node is SequenceStart ? "seq" : "map");

    private static ScalarKinds Plain(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => ScalarKinds.Null,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => ScalarKinds.Boolean,
        _ => Number().IsMatch(text) ? ScalarKinds.Number : ScalarKinds.Text,
    };

    [GeneratedRegex(@"^([-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|0o[0-7]+|0x[0-9a-fA-F]+|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
