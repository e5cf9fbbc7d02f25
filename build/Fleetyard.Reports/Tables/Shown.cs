using Fleetyard.Reports.Texts;
using Spectre.Console;

namespace Fleetyard.Reports.Tables;

/// <summary>Text on a console: made visible, never read as markup, in one of few styles.</summary>
internal static class Shown
{
    public static readonly Style Plain = Style.Plain;
    public static readonly Style Strong = new(decoration: Decoration.Bold);
    public static readonly Style Faint = new(Color.Grey);
    public static readonly Style Good = new(Color.Green);
    public static readonly Style Odd = new(Color.Yellow);
    public static readonly Style Bad = new(Color.Red, decoration: Decoration.Bold);

    /// <summary>One line of differently styled pieces, wrapped where it is too long.</summary>
    public static void Line(IAnsiConsole console, params ReadOnlySpan<(string Text, Style Style)> pieces)
    {
        var line = new Paragraph();
        foreach (var (text, style) in pieces)
        {
            line.Append(VisibleText.Of(text), style);
        }

        console.Write(line);
        console.WriteLine();
    }
}
