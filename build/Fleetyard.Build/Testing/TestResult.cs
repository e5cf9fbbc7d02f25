using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Fleetyard.Build.Testing;

/// <summary>What the tests came to.</summary>
/// <param name="Succeeded">Whether some ran and none failed.</param>
/// <param name="Text">What each failed test found and why each skipped one was, the slow ones, the counts that tests tell of themselves, then those of the tests in one line.</param>
public sealed partial record TestResult(bool Succeeded, string Text)
{
    /// <summary>A test that takes longer is told, up to <see cref="MostSlow"/> of them: it waits for something that it need not wait for, or hides that it hung.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromMinutes(1);

    private const int MostSlow = 5;

    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    /// <summary>Adds up the <c>.trx</c> files of a folder.</summary>
    /// <param name="folder">The folder; it need not be there.</param>
    /// <param name="ended">Whether <c>dotnet test</c> itself ended well.</param>
    public static TestResult Read(string folder, bool ended)
    {
        var tests = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.trx").Order(StringComparer.Ordinal).SelectMany(file => XDocument.Load(file).Descendants(Trx + "UnitTestResult")).ToList()
            : [];
        var skipped = tests.Where(test => Outcome(test) == "NotExecuted").ToList();
        var passed = tests.Count(test => Outcome(test) == "Passed");
        var failed = tests.Where(test => Outcome(test) is not ("NotExecuted" or "Passed")).ToList();
        string[] lines =
        [
            .. failed.Select(test => Told("failed", test)),
            .. skipped.Select(test => Told("skipped", test)),
            .. tests.Where(test => Took(test) > Slow).OrderByDescending(Took).Take(MostSlow).Select(test => string.Create(CultureInfo.InvariantCulture, $"slow: {Took(test).TotalSeconds:0} s: {Name(test)}")),
            .. tests.SelectMany(Counts),
            $"{passed} passed, {failed.Count} failed, {skipped.Count} skipped",
        ];
        return new TestResult(ended && failed.Count == 0 && passed > 0, string.Join(Environment.NewLine, lines));
    }

    private static string? Outcome(XElement test) => (string?)test.Attribute("outcome");

    private static string? Name(XElement test) => (string?)test.Attribute("testName");

    private static TimeSpan Took(XElement test) => TimeSpan.TryParse((string?)test.Attribute("duration"), CultureInfo.InvariantCulture, out var took) ? took : TimeSpan.Zero;

    private static string Told(string how, XElement test) =>
        $"{how}: {Name(test)}: {test.Descendants(Trx + "Message").FirstOrDefault()?.Value.Trim()}";

    private static IEnumerable<string> Counts(XElement test) =>
        (test.Descendants(Trx + "StdOut").FirstOrDefault()?.Value ?? "").Split('\n', StringSplitOptions.TrimEntries).Where(line => CountsLine().IsMatch(line));

    /// <summary>Such as <c>631 faults, 631 survived, 0 leaked, 0 duplicated</c>.</summary>
    [GeneratedRegex(@"^\d+ \w+(, \d+ \w+)+\z")]
    private static partial Regex CountsLine();
}
