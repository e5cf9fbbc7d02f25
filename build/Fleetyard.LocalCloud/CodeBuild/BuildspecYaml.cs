using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Fleetyard.LocalCloud.CodeBuild;

/// <summary>Reads a buildspec's text, YAML or JSON, within bounds that a hostile one cannot leave.</summary>
internal static class BuildspecYaml
{
    private const int MostCharacters = 256 * 1024;
    private const int MostDepth = 16;

    /// <exception cref="BuildspecException">It is no YAML mapping, or out of bounds.</exception>
    public static YamlMappingNode Read(string text)
    {
        if (text.Length > MostCharacters)
        {
            throw new BuildspecException($"the buildspec has {text.Length} characters; at most {MostCharacters}");
        }

        try
        {
            CheckBounds(text);
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents is [{ RootNode: YamlMappingNode root }]
                ? root
                : throw new BuildspecException("the buildspec is no mapping of keys to values; a buildspec file is not read, give its text");
        }
        catch (YamlException fault)
        {
            throw new BuildspecException($"line {fault.Start.Line}: {(fault.InnerException ?? fault).Message.ReplaceLineEndings(" ")}");
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException)
        {
            // YamlDotNet ends this way, without a place, on some broken texts.
            throw new BuildspecException("the buildspec is not YAML; look for a bracket that is not closed");
        }
    }

    /// <summary>Looks at the events alone, which cost no memory, before any tree is built.</summary>
    private static void CheckBounds(string text)
    {
        var parser = new Parser(new StringReader(text));
        var depth = 0;
        while (parser.MoveNext())
        {
            var current = parser.Current!;
            depth += current.NestingIncrease;
            if (depth > MostDepth)
            {
                throw new BuildspecException($"line {current.Start.Line}: nested too deeply; at most {MostDepth} levels");
            }

            if (current is AnchorAlias)
            {
                throw new BuildspecException($"line {current.Start.Line}: LocalCloud does not implement aliases; write the value out");
            }
        }
    }
}
