using System.Text;
using Fleetyard.Yaml.Tree;
using YamlDotNet.Core;

namespace Fleetyard.Yaml;

/// <summary>Reads the one mapping that a recipe file is, within bounds that a hostile file cannot leave.</summary>
public static class YamlFile
{
    private const int MostCharacters = 256 * 1024;

    /// <summary>UTF-8 has four bytes a character at most; one that has more is not read at all.</summary>
    private const long MostBytes = 4 * MostCharacters;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the findings' file.</summary>
    /// <returns>Null where the file is no such mapping; the findings tell why.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Section? Read(Findings findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        if (new FileInfo(findings.File).Length is > MostBytes and var length)
        {
            findings.Fault(new Mark(0, 1, 1), $"the file has {length} bytes (at most {MostCharacters} characters)");
            return null;
        }

        var bytes = File.ReadAllBytes(findings.File);
        try
        {
            return Read(Utf8.GetString(bytes).TrimStart('\uFEFF'), findings);
        }
        catch (DecoderFallbackException e)
        {
            findings.Fault(new Mark(0, bytes.AsSpan(0, e.Index).Count((byte)'\n') + 1, 1), "the file is not UTF-8 (save it as UTF-8)");
            return null;
        }
    }

    /// <summary>Reads a text as if it stood in the findings' file.</summary>
    /// <returns>Null where the text is no such mapping; the findings tell why.</returns>
    public static Section? Read(string text, Findings findings)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(findings);
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
            return tree.Read() is { } root ? new Section(root, "", findings) : null;
        }
        catch (YamlRefusal refusal)
        {
            findings.Fault(refusal.At, refusal.Message);
        }
        catch (Exception e) when (e is YamlException or InvalidOperationException or ArgumentException)
        {
            var (at, reason) = Told(e, tree, text);
            findings.Fault(at, $"this is not YAML: {reason}");
        }

        return null;
    }

    /// <summary>Where and why the parser gave up.</summary>
    /// <remarks>YamlDotNet throws without a place, and not only its own exceptions, on some broken texts: an unclosed bracket, a value that is no node.</remarks>
    private static (Mark At, string Reason) Told(Exception e, YamlTree tree, string text)
    {
        var placed = e as YamlException;
        if (tree.OpenBracket is { } bracket && (placed is null || placed.Start.Index >= text.Length))
        {
            return (bracket, "the bracket that opens here is not closed (a comma or the closing bracket)");
        }

        return placed is null
            ? (tree.Place, "a value here is none (a text, a list or a mapping)")
            : (PlaceOf(placed, tree, text), placed.Message.ReplaceLineEndings(" "));
    }

    /// <summary>The exception's place, but for tabs: one that violates an indentation stands at the end, one that begins a line is placed at the file's begin.</summary>
    private static Mark PlaceOf(YamlException e, YamlTree tree, string text)
    {
        if (e.End.Index < text.Length && text[(int)e.End.Index] == '\t')
        {
            return e.End;
        }

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
