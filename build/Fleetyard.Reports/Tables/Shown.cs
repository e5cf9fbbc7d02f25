using Fleetyard.Reports.Texts;
using Spectre.Console;

namespace Fleetyard.Reports.Tables;

/// <summary>Text on a console: made visible, never read as markup, in one of few styles.</summary>
internal static class Shown
{
    /// <summary>More columns than any line takes.</summary>
    public const int Unlimited = 1 << 20;

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

    /// <summary>Writes with lines as long as they are where the console is no terminal: what is in a pipe or a log is searched, not wrapped.</summary>
    public static void Whole(IAnsiConsole console, Action write)
    {
        var width = console.Profile.Width;
        console.Profile.Width = console.Profile.Out.IsTerminal ? width : Unlimited;
        try
        {
            write();
        }
        finally
        {
            console.Profile.Width = width;
        }
    }
}
