using YamlDotNet.Core;

namespace Fleetyard.Recipes.Reading;

/// <summary>Reads the one mapping that a recipe file is, within bounds that a hostile file cannot leave.</summary>
internal static class YamlFile
{
    private const int MostCharacters = 256 * 1024;

    public static YamlMapping? Read(string text, Findings findings)
    {
        if (text.Length > MostCharacters)
        {
            findings.Fault(MarkOf(text, 0), $"the file has {text.Length} characters (at most {MostCharacters})");
            return null;
        }

        // YamlDotNet takes the character for the end of the file and drops what follows; UTF-16 is full of it.
        if (text.IndexOf('\0', StringComparison.Ordinal) is >= 0 and var nul)
        {
            findings.Fault(MarkOf(text, nul), "the file holds a NUL character, so it is not UTF-8 (save it as UTF-8)");
            return null;
        }

        var tree = new YamlTree(text, findings);
        try
        {
            return tree.Read();
        }
        catch (YamlRefusal refusal)
        {
            findings.Fault(refusal.At, refusal.Message);
        }
        catch (YamlException e)
        {
            findings.Fault(PlaceOf(e, tree, text), $"this is not YAML: {e.Message.ReplaceLineEndings(" ")}");
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException)
        {
            // YamlDotNet ends this way, without a place, on some broken texts: an unclosed bracket, a value that is no node.
            findings.Fault(tree.OpenBracket ?? tree.Place, tree.OpenBracket is null
                ? "this is not YAML (look for a value that is none)"
                : "this is not YAML: the bracket that opens here is not closed (a comma or the closing bracket)");
        }

        return null;
    }

    /// <summary>The exception's place; one before what was read already is a slip of YamlDotNet, which places tabs at the file's begin.</summary>
    private static Mark PlaceOf(YamlException e, YamlTree tree, string text)
    {
        if (e.Start.Index > 0 || tree.Place.Index == 0)
        {
            return e.Start;
        }

        var tab = text.IndexOf('\t', (int)Math.Min(tree.Place.Index, text.Length));
        return tab < 0 ? tree.Place : MarkOf(text, tab);
    }

    private static Mark MarkOf(string text, int index) =>
        new(index, text.AsSpan(0, index).Count('\n') + 1, index - text.AsSpan(0, index).LastIndexOf('\n'));
}
