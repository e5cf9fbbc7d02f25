using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Fleetyard.Recipes.Reading;

/// <summary>Reads the one mapping that a recipe file is, within bounds that a hostile file cannot leave.</summary>
internal static class YamlFile
{
    private const int MostCharacters = 256 * 1024;
    private const int MostDepth = 32;
    private const int MostAliases = 0;

    public static YamlMappingNode? Read(string file, string text, List<RecipeFault> faults)
    {
        if (text.Length > MostCharacters)
        {
            faults.Add(new(file, 1, 1, $"the file has {text.Length} characters (at most {MostCharacters})"));
            return null;
        }

        try
        {
            if (OutOfBounds(text) is { } fault)
            {
                faults.Add(new(file, fault.At.Line, fault.At.Column, fault.Message));
                return null;
            }

            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents is [{ RootNode: YamlMappingNode root }])
            {
                return root;
            }

            faults.Add(new(file, 1, 1, "this is not a recipe (one YAML document, a mapping of keys to values)"));
        }
        catch (YamlException e)
        {
            var reason = (e.InnerException ?? e).Message.ReplaceLineEndings(" ");
            faults.Add(new(file, e.Start.Line, e.Start.Column, $"this is not YAML: {reason}"));
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            // YamlDotNet ends this way, without a place, on some broken texts: an unclosed bracket, a value that is no node.
            faults.Add(new(file, 1, 1, "this is not YAML (look for a bracket that is not closed and a value that is none)"));
        }

        return null;
    }

    /// <summary>Looks at the events alone, which cost no memory, before any tree is built.</summary>
    private static (Mark At, string Message)? OutOfBounds(string text)
    {
        var parser = new Parser(new StringReader(text));
        var (depth, aliases) = (0, 0);
        while (parser.MoveNext())
        {
            depth += parser.Current!.NestingIncrease;
            aliases += parser.Current is AnchorAlias ? 1 : 0;
            if (depth > MostDepth)
            {
                return (parser.Current.Start, $"this is nested too deeply (at most {MostDepth} levels)");
            }

            if (aliases > MostAliases)
            {
                return (parser.Current.Start, $"there are too many aliases (at most {MostAliases})");
            }
        }

        return null;
    }
}
