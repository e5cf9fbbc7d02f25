using System.Text;
using Fleetyard.Reports.Markdown;

namespace Fleetyard.Reports.Tests;

internal sealed class MarkdownTests
{
    [Test]
    public void What_is_odd_comes_before_what_is_there()
    {
        var text = new MarkdownReport().Write(Sample.Input(Sample.Odd()));

        Assert.That(text, Does.Contain("- ❌ **version** <code>/usr/local/openssl-3.0/lib64/libcrypto.a</code>: expected OpenSSL 3.0.20, found OpenSSL 3.0.7"));
        Assert.That(text.IndexOf("- ❌ **version**", StringComparison.Ordinal), Is.LessThan(text.IndexOf("### libcrypto: 6 in 3 installations", StringComparison.Ordinal)));
        Assert.That(text, Does.Contain("\n| ❌ | <code>lib64/libcrypto.a</code> | static | OpenSSL 3.0.7 | x86&#95;64 |  | 9.1 MB | 0644 | 2 |\n"));
    }

    [Test]
    public void A_summary_that_would_be_refused_is_cut_and_says_so()
    {
        var many = new ImageReportInput([.. Enumerable.Range(0, 2000).Select(at => Sample.Odd($"image:{at}"))], []);

        var text = new MarkdownReport().Write(many);

        Assert.That(Encoding.UTF8.GetByteCount(text), Is.InRange(MarkdownReport.StepSummary - 1000, MarkdownReport.StepSummary));
        Assert.That(text, Does.EndWith("\n*Cut here: the rest is longer than a summary may be. `--output=json` has everything.*\n"));
    }

    [Test]
    public void A_short_one_is_not_cut() => Assert.That(new MarkdownReport().Write(Sample.Input(Sample.Well())), Does.Not.Contain("Cut here"));
}
