using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Fleetyard.Images.Recipes;

/// <summary>Versions: one to the letter (<c>1.0.2u</c>), all that begin so (<c>1.0.2*</c>), or those within bounds (<c>&gt;=3.0 &lt;3.1</c>).</summary>
public sealed partial record VersionRange
{
    /// <summary>How it is written, to stand in brackets.</summary>
    internal const string Allowed = "a version such as 1.0.2u, a beginning such as '1.0.2*', or bounds such as '>=3.0 <3.1'";

    private VersionRange(string text) => Text = text;

    /// <summary>The range as it is written.</summary>
    public string Text { get; }

    /// <summary>Reads a range.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static VersionRange Parse(string text) =>
        TryParse(text, out var range) ? range : throw new FormatException($"'{text}' names no versions ({Allowed}).");

    /// <summary>Reads a range.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out VersionRange? range)
    {
        range = Pattern.IsMatch(text) ? new(text) : null;
        return range is not null;
    }

    /// <summary>Whether a version is one of these. A beginning that ends in a digit ends the number: <c>1.0.2*</c> has not 1.0.20.</summary>
    public bool Contains(string version)
    {
        ArgumentNullException.ThrowIfNull(version);
        if (Text[0] is '<' or '>')
        {
            return Text.Split(' ').All(bound => IsWithin(version, bound));
        }

        if (!Text.EndsWith('*'))
        {
            return version == Text;
        }

        var beginning = Text[..^1];
        return version.StartsWith(beginning, StringComparison.Ordinal)
            && !(char.IsAsciiDigit(beginning[^1]) && version.Length > beginning.Length && char.IsAsciiDigit(version[beginning.Length]));
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static bool IsWithin(string version, string bound)
    {
        var order = VersionOrder.Compare(version, bound.TrimStart('<', '>', '='));
        return order is not null && ((order == 0 && bound[1] == '=') || (bound[0] == '<' ? order < 0 : order > 0));
    }

    [GeneratedRegex(@"^([A-Za-z0-9][A-Za-z0-9 .+~:_-]{0,63}\*?|[<>]=?[0-9][A-Za-z0-9.+~:_-]{0,63}( [<>]=?[0-9][A-Za-z0-9.+~:_-]{0,63}){0,3})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern { get; }
}
