using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Fleetyard.Yaml.Tree;

/// <summary>Builds the tree of a YAML document from its events, and tells what a recipe must not hold: anchors, foreign tags, a key twice.</summary>
internal sealed class YamlTree(string text, Findings findings)
{
    private const int MostDepth = 32;
    private const string Expected = "one YAML document, a mapping of keys to values";

    private readonly Parser parser = new(new StringReader(text));
    private readonly Stack<Mark> brackets = [];

    /// <summary>The place that the parser has come to.</summary>
    public Mark Place => parser.Current?.End ?? new Mark(0, 1, 1);

    /// <summary>The innermost bracket that is open there, or null.</summary>
    public Mark? OpenBracket => brackets.TryPeek(out var at) ? at : null;

    /// <summary>The mapping that the file is; null where it is none.</summary>
    /// <exception cref="YamlException">The text is not YAML.</exception>
    /// <exception cref="YamlRefusal">Reading on would cost too much, or would mislead.</exception>
    public YamlMapping? Read()
    {
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _))
        {
            throw new YamlRefusal(Place, $"this is not a recipe ({Expected})");
        }

        var root = Node(depth: 1);
        parser.Consume<DocumentEnd>();
        if (parser.TryConsume<DocumentStart>(out var second))
        {
            throw new YamlRefusal(second.Start, $"this is not a recipe: a second document begins here ({Expected})");
        }

        parser.Consume<StreamEnd>();
        return root as YamlMapping ?? throw new YamlRefusal(root.At, $"this is not a recipe ({Expected})");
    }

    private YamlNode Node(int depth)
    {
        var node = parser.Consume<ParsingEvent>();
        if (node is AnchorAlias || node is NodeEvent { Anchor.IsEmpty: false })
        {
            throw new YamlRefusal(node.Start, "anchors and aliases are not allowed here (write the value out)");
        }

        if (depth > MostDepth)
        {
            throw new YamlRefusal(node.Start, $"this is nested too deeply (at most {MostDepth} levels)");
        }

        return node switch
        {
            Scalar scalar => new YamlScalar(scalar.Start, scalar.Value, CoreSchema.KindOf(scalar) ?? ForeignTag(scalar)),
            SequenceStart list => List(list, depth),
            MappingStart mapping => Mapping(mapping, depth),
            _ => throw new YamlException(node.Start, node.End, "A value was to stand before this place, and a ':' before it."),
        };
    }

    private YamlList List(SequenceStart start, int depth)
    {
        Open(start, start.Style == SequenceStyle.Flow);
        var items = new List<YamlNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(Node(depth + 1));
        }

        Close(start.Style == SequenceStyle.Flow);
        return new(start.Start, items);
    }

    private YamlMapping Mapping(MappingStart start, int depth)
    {
        Open(start, start.Style == MappingStyle.Flow);
        var entries = new Dictionary<string, KeyValuePair<YamlScalar, YamlNode>>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var (key, value) = (Node(depth + 1), Node(depth + 1));
            if (key is not YamlScalar name)
            {
                findings.Fault(key.At, "a key is a list or a mapping (a text)");
            }
            else if (!entries.TryAdd(name.Text, new(name with { Kind = ScalarKinds.Text }, value)))
            {
                findings.Fault(key.At, $"'{Rule.Shown(name.Text)}' stands twice; the first is in line {entries[name.Text].Key.At.Line} (each key once)");
            }
        }

        Close(start.Style == MappingStyle.Flow);
        return new(start.Start, [.. entries.Values]);
    }

    private void Open(NodeEvent start, bool flow)
    {
        if (!CoreSchema.Knows(start))
        {
            ForeignTag(start);
        }

        if (flow)
        {
            brackets.Push(start.Start);
        }
    }

    private void Close(bool flow)
    {
        if (flow)
        {
            brackets.Pop();
        }
    }

    private ScalarKinds ForeignTag(NodeEvent node)
    {
        findings.Fault(node.Start, $"the tag '{Rule.Shown(node.Tag.Value)}' does not belong here (none, or YAML's own for such a value)");
        return ScalarKinds.Text;
    }
}
