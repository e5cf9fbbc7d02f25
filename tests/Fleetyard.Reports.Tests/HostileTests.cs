using System.Text.Json;
using System.Xml.Linq;

namespace Fleetyard.Reports.Tests;

/// <summary>Names in an image are a stranger's: no report lets them be more than text.</summary>
internal sealed class HostileTests
{
    private static readonly string[] Texts =
    [
        "<script>alert(1)</script>",
        "\"'><img src=x onerror=alert(1)>",
        "[red]x[/] [[ ]",
        "\u001b[2J\u001b]0;x\u0007",
        "a\u202egpj.so\u2066",
        "| `x` | **y** <b>@who</b> https://evil.example www.evil.example",
        "a\r\nb\n\n## c",
        "\ud800 half, \0 none, \uffff not",
        "../../etc/passwd",
        "%2e%2e/a?b#c",
        "]]>&amp;<!--",
    ];

    private static IEnumerable<object[]> EachInEach() => ImageReports.All.SelectMany(report => Texts.Select((_, at) => new object[] { report.Name, at }));

    /// <summary>Also of the JSON ones: their escapes are ASCII.</summary>
    [TestCaseSource(nameof(EachInEach))]
    public void No_control_reaches_the_reader(string report, int text)
    {
        var written = Write(report, text);

        Assert.That(written.Where(letter => (char.IsControl(letter) && letter != '\n') || char.IsSurrogate(letter) || letter is '\u202e' or '\u2066' or '\uffff').Select(letter => (int)letter), Is.Empty);
    }

    [TestCaseSource(nameof(EachInEach))]
    public void Every_report_is_written_whole(string report, int text)
    {
        var written = Write(report, text);

        switch (report)
        {
            case "json" or "cyclonedx" or "sarif":
                using (JsonDocument.Parse(written))
                {
                }

                break;
            case "junit":
                Assert.That(XDocument.Parse(written).Descendants("testcase").Count(), Is.EqualTo(1));
                break;
            default:
                Assert.That(written, Does.EndWith("\n"));
                break;
        }
    }

    [TestCase("html")]
    [TestCase("markdown")]
    public void No_tag_comes_from_an_image(string report)
    {
        foreach (var at in Enumerable.Range(0, Texts.Length))
        {
            Assert.That(Write(report, at), Does.Not.Contain("<img").And.Not.Contain("<b>@").And.Not.Contain("<script>alert"));
        }
    }

    [Test]
    public void A_markdown_table_keeps_its_columns()
    {
        foreach (var at in Enumerable.Range(0, Texts.Length))
        {
            Assert.That(Write("markdown", at).Split('\n').Where(line => line.StartsWith('|')).Select(line => line.Count(letter => letter == '|')), Is.All.EqualTo(10), Texts[at]);
        }
    }

    [Test]
    public void Markdown_calls_nobody_and_leads_nowhere() =>
        Assert.That(Write("markdown", 5), Does.Not.Contain("@who").And.Not.Contain("https://").And.Not.Contain("www.evil").And.Not.Contain("`"));

    [Test]
    public void A_terminal_sees_what_there_is() => Assert.That(Write("table", 3), Does.Contain(@"\u{1b}[2J\u{1b}]0;x\u{7}"));

    [Test]
    public void Markup_of_the_console_is_text() => Assert.That(Write("table", 2), Does.Contain("evil:[red]x[/] [[ ]"));

    private static string Write(string report, int text) => ImageReports.Named(report).Write(new([Sample.Hostile(Texts[text])], []));
}
