using System.Text;

namespace Fleetyard.Images.Identification;

/// <summary>A pkg-config file (pkg-config(1)): variables, then keywords, whose values may use variables.</summary>
public sealed class PkgConfigFile
{
    /// <summary>Ample for a file that is usually one of some hundred bytes.</summary>
    private const int MostBytes = 64 * 1024;

    /// <summary>Variables can double each other, and use themselves: a value is cut at so many characters, and after so many uses.</summary>
    private const int LongestValue = 4096, MostUses = 256;

    private const int MostVariables = 256;

    private readonly Dictionary<string, string> _keywords = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _variables = new(StringComparer.Ordinal);

    private PkgConfigFile()
    {
    }

    /// <summary>Its Name; null when it has none.</summary>
    public string? Name => Keyword("Name");

    /// <summary>Its Description; null when it has none.</summary>
    public string? Description => Keyword("Description");

    /// <summary>Its Version, as it says; whether that is true, the identification tells.</summary>
    public string? Version => Keyword("Version");

    /// <summary>Its variables by name, those in their values replaced.</summary>
    public IReadOnlyDictionary<string, string> Variables => _variables.ToDictionary(pair => pair.Key, pair => Expand(pair.Value), StringComparer.Ordinal);

    /// <summary>Reads at most 64 KiB; a line that is neither variable nor keyword is passed over.</summary>
    /// <exception cref="MalformedFileException">It has neither a Name nor a Version, so it is no pkg-config file.</exception>
    public static PkgConfigFile Read(Stream content)
    {
        ArgumentNullException.ThrowIfNull(content);
        var file = new PkgConfigFile();
        foreach (var line in BoundedLines.Read(content, MostBytes))
            file.Add(line.Split('#')[0].Trim());

        return file._keywords.ContainsKey("Name") || file._keywords.ContainsKey("Version")
            ? file
            : throw new MalformedFileException("This is not a pkg-config file: it has neither a Name nor a Version.");
    }

    private void Add(string line)
    {
        var end = line.AsSpan().IndexOfAny(':', '=');
        if (end <= 0)
            return;

        var (name, value) = (line[..end].TrimEnd(), line[(end + 1)..].Trim());
        if (_variables.Count + _keywords.Count < MostVariables && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '.'))
            (line[end] == '=' ? _variables : _keywords)[name] = value;
    }

    private string? Keyword(string name) => _keywords.TryGetValue(name, out var value) ? Expand(value) : null;

    private string Expand(string value)
    {
        var (text, uses) = (new StringBuilder(), 0);
        Expand(value, text, ref uses);
        return text.ToString();
    }

    private void Expand(ReadOnlySpan<char> value, StringBuilder text, ref int uses)
    {
        while (text.Length < LongestValue)
        {
            var start = value.IndexOf("${", StringComparison.Ordinal);
            var length = start < 0 ? -1 : value[start..].IndexOf('}');
            if (length < 0)
                break;

            text.Append(value[..start]);
            if (uses++ < MostUses && _variables.TryGetValue(value.Slice(start + 2, length - 2).ToString(), out var inner))
                Expand(inner, text, ref uses);
            value = value[(start + length + 1)..];
        }

        text.Append(value);
        text.Length = Math.Min(text.Length, LongestValue);
    }
}
