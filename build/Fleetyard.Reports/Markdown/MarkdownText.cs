using System.Net;
using System.Text;
using Fleetyard.Reports.Texts;

namespace Fleetyard.Reports.Markdown;

/// <summary>Text of an image in Markdown: it begins no markup, no HTML, no link, no mention and no cell.</summary>
internal static class MarkdownText
{
    /// <summary>What GitHub-flavoured Markdown gives a meaning inside a line (its specification, section 6).</summary>
    private const string Special = "\\`*_{}[]|~$";

    /// <summary>Plain text inside a line. Entities are read as text only, in HTML and in Markdown.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(WebUtility.HtmlEncode(VisibleText.Of(text)));
        foreach (var special in Special)
        {
            plain.Replace(special.ToString(), $"&#{(int)special};");
        }

        // Addresses become links by themselves, and names people who are then called: GitHub looks for them after the entities are read.
        return plain.Replace("://", ":<!-- -->//").Replace("www.", "www<!-- -->.").Replace("@", "@<!-- -->").ToString();
    }

    /// <summary>Code, as HTML: inside a cell, neither a backtick nor a pipe can end it.</summary>
    public static string Code(string text) => $"<code>{Plain(text)}</code>";
}
