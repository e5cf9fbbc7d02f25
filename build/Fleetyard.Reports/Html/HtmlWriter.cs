using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using Fleetyard.Reports.Texts;

namespace Fleetyard.Reports.Html;

/// <summary>Writes HTML: what stands in the code is markup, what is put into it is text, and nothing else can be written.</summary>
internal sealed class HtmlWriter(TextWriter output)
{
    private TextWriter Output => output;

    /// <summary>Writes markup with texts in it, as <c>$"&lt;b&gt;{name}&lt;/b&gt;"</c>, and a line end: the compiler has <see cref="Markup"/> write each piece.</summary>
    public void Write([InterpolatedStringHandlerArgument("")] Markup markup)
    {
        _ = markup;
        output.Write('\n');
    }

    /// <summary>Writes text alone, without a line end.</summary>
    public void WriteText(string text) => output.Write(Escaped(text));

    /// <summary>Writes what the assembly itself brings.</summary>
    public void WriteOwn(string markup) => output.Write(markup);

    private static string Escaped(string text) => WebUtility.HtmlEncode(VisibleText.Of(text));

    /// <summary>The pieces of one piece of markup; each hole is escaped, for text and for quoted attributes.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Markup
    {
        private readonly TextWriter output;

        /// <summary>Begins a piece of markup.</summary>
        public Markup(int literals, int holes, HtmlWriter writer)
        {
            _ = literals + holes;
            output = writer.Output;
        }

        /// <summary>Markup.</summary>
        public void AppendLiteral(string markup) => output.Write(markup);

        /// <summary>Text.</summary>
        public void AppendFormatted(string? text) => output.Write(Escaped(text ?? ""));

        /// <summary>A number.</summary>
        public void AppendFormatted(int number) => output.Write(number.ToString(CultureInfo.InvariantCulture));
    }
}
