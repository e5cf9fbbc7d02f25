using Fleetyard.Reports.Texts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Fleetyard.Reports.Tables;

/// <summary>Rows in columns, whose path is never broken: one that is too long has a line of its own.</summary>
/// <remarks>Spectre's tables break long words in a cell, and nobody can search for half a path.</remarks>
internal sealed class Columns(IAnsiConsole console, params string[] titles)
{
    /// <summary>One path of thousands of letters shall not part all others from their cells.</summary>
    private const int Widest = 120;

    private readonly List<Row> rows = [];

    /// <summary>A row.</summary>
    /// <param name="Mark">The mark before it, of one character, or a space.</param>
    /// <param name="Path">The path, indented.</param>
    /// <param name="More">What belongs to the path: a column where there is room, else a line below.</param>
    /// <param name="Cells">The other cells, as many as titles; none for a row that is a heading.</param>
    public sealed record Row(Piece Mark, Piece Path, Piece More, params IReadOnlyList<Piece> Cells);

    /// <summary>A text in a style.</summary>
    /// <param name="Text">The text, made visible.</param>
    /// <param name="Style">Its style.</param>
    public sealed record Piece(string Text, Style Style)
    {
        /// <summary>A piece of text that may come from an image.</summary>
        public static Piece Of(string text, Style? style = null) => new(VisibleText.Of(text), style ?? Style.Plain);
    }

    /// <summary>Adds a row.</summary>
    public void Add(Row row) => rows.Add(row);

    /// <summary>Writes all rows, under their titles.</summary>
    public void Write()
    {
        var widths = titles.Select((title, at) => rows.Where(row => row.Cells.Count > 0).Select(row => Width(row.Cells[at].Text)).Append(title.Length).Max()).ToArray();
        var cells = widths.Sum(width => width + 1);
        var longest = rows.Where(row => row.Cells.Count > 0).Max(row => Width(row.Path.Text));
        var more = rows.Max(row => Width(row.More.Text)) + 1;
        var room = console.Profile.Width - 2 - cells;
        var isWide = longest + more <= room && longest <= Widest && more <= Widest;
        var path = Math.Min(longest, Math.Clamp(room, 16, Widest));

        Line([Piece.Of("  "), Fitted(Piece.Of("", Shown.Faint), isWide ? path + more : path), .. titles.SelectMany((title, at) => Cell(Piece.Of(title, Shown.Faint), widths[at], IsRight(at)))]);
        foreach (var row in rows)
        {
            Write(row, widths, path, isWide ? more : 0);
        }
    }

    private void Write(Row row, int[] widths, int path, int more)
    {
        Piece[] cells = [.. row.Cells.SelectMany((cell, at) => Cell(cell, widths[at], IsRight(at)))];
        Piece[] start = [row.Mark, Piece.Of(" ")];
        if (Width(row.Path.Text) <= path)
        {
            start = [.. start, Fitted(row.Path, path)];
        }
        else
        {
            Line([.. start, row.Path]);
            start = [Piece.Of(new string(' ', path + 2))];
        }

        if (more > 0)
        {
            start = [.. start, Piece.Of(" "), Fitted(row.More, more - 1)];
        }

        if (cells.Length > 0)
        {
            Line([.. start, .. cells]);
        }
        else if (Width(row.Path.Text) <= path)
        {
            Line(start);
        }

        if (more == 0 && row.More.Text.Length > 0)
        {
            Line([Piece.Of("      "), row.More]);
        }
    }

    /// <summary>Numbers stand at the right.</summary>
    private bool IsRight(int at) => titles[at] is "size" or "layer";

    private static IEnumerable<Piece> Cell(Piece piece, int width, bool right)
    {
        yield return Piece.Of(" " + (right ? Padding(piece, width) : ""));
        yield return right ? piece : Fitted(piece, width);
    }

    private static Piece Fitted(Piece piece, int width) => piece with { Text = piece.Text + Padding(piece, width) };

    private static string Padding(Piece piece, int width) => new(' ', Math.Max(0, width - Width(piece.Text)));

    private static int Width(string text) => new Segment(text).CellCount();

    private void Line(Piece[] pieces)
    {
        var line = new Paragraph();
        var last = pieces.Length - 1;
        while (last > 0 && string.IsNullOrWhiteSpace(pieces[last].Text))
        {
            last--;
        }

        for (var at = 0; at <= last; at++)
        {
            line.Append(at == last ? pieces[at].Text.TrimEnd() : pieces[at].Text, pieces[at].Style);
        }

        console.Write(line);
        console.WriteLine();
    }
}
