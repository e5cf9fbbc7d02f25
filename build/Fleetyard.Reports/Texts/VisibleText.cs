using System.Globalization;
using System.Text;

namespace Fleetyard.Reports.Texts;

/// <summary>Makes text of an image harmless to look at: the one place where that is done, whatever the report.</summary>
/// <remarks>
/// Names in an image are bytes of a stranger's. Escape sequences steer a terminal, bidirectional controls show a path that is another
/// (Unicode TR36, 3.7), and line ends begin lines that look like ours. Each such character is shown by its number, as <c>\u{1b}</c>.
/// </remarks>
internal static class VisibleText
{
    /// <summary>The text, in one line, with nothing in it that is not seen.</summary>
    public static string Of(string text)
    {
        if (!NeedsEscape(text))
        {
            return text;
        }

        var visible = new StringBuilder(text.Length + 16);
        for (var at = 0; at < text.Length;)
        {
            // Half a surrogate pair is no character; its number is shown.
            var whole = Rune.TryGetRuneAt(text, at, out var rune);
            var value = whole ? rune.Value : text[at];
            if (whole && IsSeen(Rune.GetUnicodeCategory(rune)))
            {
                visible.Append(rune.ToString());
            }
            else
            {
                visible.Append(CultureInfo.InvariantCulture, $"\\u{{{value:x}}}");
            }

            at += whole ? rune.Utf16SequenceLength : 1;
        }

        return visible.ToString();
    }

    /// <summary>The same, cut where it is longer than a reader wants.</summary>
    public static string Of(string text, int most) => text.Length <= most ? Of(text) : Of(text[..most]) + "…";

    private static bool NeedsEscape(string text)
    {
        foreach (var character in text)
        {
            if (character is < ' ' or > '~')
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Of spaces, only the ordinary one looks like one.</summary>
    private static bool IsSeen(UnicodeCategory category) => category is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
