using System.Security.Cryptography;
using System.Text;
using Fleetyard.Reports.Texts;

namespace Fleetyard.Reports.Html;

/// <summary>One page that needs nothing else: images as columns, installations as rows, a filter, details on demand.</summary>
public sealed class HtmlReport : IImageReport
{
    private static readonly string Style = Own("page.css");
    private static readonly string Script = Own("page.js");

    /// <inheritdoc/>
    public string Name => "html";

    /// <inheritdoc/>
    public string MediaType => "text/html";

    /// <inheritdoc/>
    public string Extension => ".html";

    /// <inheritdoc/>
    public void Write(ImageReportInput input, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        var page = new HtmlWriter(output);
        var matrix = new Matrix(input.Verdicts);
        Head(page, Title(input));
        page.Write($"<body>");
        Header(page, input, matrix);
        page.Write($"<main id=\"main\" tabindex=\"-1\">");
        new HtmlMatrix(page, input.Verdicts, matrix).Write();
        new HtmlImages(page, input, matrix).Write();
        page.Write($"</main>");
        page.WriteOwn($"<script>{Script}</script>\n</body>\n</html>\n");
    }

    /// <summary>Nothing but this page's own style and script is let in (CSP 3), even if something were to slip through the escaping.</summary>
    private static void Head(HtmlWriter page, string title)
    {
        page.Write($"<!doctype html>");
        page.Write($"<html lang=\"en\">");
        page.Write($"<head>");
        page.Write($"<meta charset=\"utf-8\">");
        page.WriteOwn($"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{Hash(Style)}'; script-src '{Hash(Script)}'; base-uri 'none'; form-action 'none'\">\n");
        page.Write($"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        page.Write($"<meta name=\"color-scheme\" content=\"light dark\">");
        page.Write($"<title>{title}</title>");
        page.WriteOwn($"<style>{Style}</style>\n");
        page.Write($"</head>");
    }

    private static void Header(HtmlWriter page, ImageReportInput input, Matrix matrix)
    {
        var rows = matrix.Sets.Sum(set => set.Rows.Count);
        var wanting = input.Verdicts.Count(verdict => verdict.Deviations.Any());
        page.Write($"<header>");
        page.Write($"<a class=\"skip\" href=\"#main\">Skip to the table</a>");
        page.Write($"<h1>{Title(input)}</h1>");
        page.Write($"<p class=\"sum\">");
        if (input.Verdicts.Any(verdict => verdict.Checks.Count > 0))
        {
            page.Write($"<span class=\"{(wanting > 0 ? "bad" : "good")}\">{(wanting > 0 ? $"{wanting} found wanting" : "all as they should be")}</span>");
        }

        if (input.Failures.Count > 0)
        {
            page.Write($"<span class=\"bad\">{Wording.Count(input.Failures.Count, "image")} could not be looked at</span>");
        }

        if (input.Time is { } time)
        {
            page.Write($"<time datetime=\"{time.ToString("O")}\">{time.ToString("u")}</time>");
        }

        page.Write($"</p>");
        page.Write($"<form role=\"search\" id=\"search\">");
        page.Write($"<label class=\"field\"><span class=\"hidden\">Filter installations</span><input id=\"filter\" type=\"search\" placeholder=\"Filter by path, version, SONAME …\" autocomplete=\"off\" spellcheck=\"false\" aria-controls=\"matrix\"><kbd title=\"Press / to filter\">/</kbd></label>");
        page.Write($"<label class=\"choice\"><input type=\"checkbox\" id=\"odd\"> odd only</label>");
        if (input.Verdicts.Count > 1)
        {
            page.Write($"<label class=\"choice\"><input type=\"checkbox\" id=\"differing\"> differing only</label>");
        }

        page.Write($"<button type=\"button\" id=\"all\" aria-pressed=\"false\">Open all</button>");
        page.Write($"<output id=\"shown\" for=\"filter odd\" aria-live=\"polite\">{rows} of {Wording.Count(rows, "row")}</output>");
        page.Write($"</form>");
        page.Write($"</header>");
    }

    private static string Title(ImageReportInput input) => input.Verdicts is [var only] && input.Failures.Count == 0 ? only.Inventory.Image : Wording.Count(input.Verdicts.Count, "image") + " side by side";

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Browsers hash what they parsed, whose line ends are LF (HTML, 13.2.3.5), whatever a checkout made of them.</summary>
    private static string Own(string name)
    {
        using var stream = typeof(HtmlReport).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return "\n" + reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
