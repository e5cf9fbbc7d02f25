using System.Diagnostics;
using System.Xml.Linq;

namespace Fleetyard.Build.Testing;

/// <summary>Runs the test projects with <c>dotnet test</c> and adds their results up.</summary>
public static class TestRun
{
    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    /// <summary>Runs them; their own output goes to standard error. Those that start this program start this very one.</summary>
    public static TestResult Run(string root, string? filter)
    {
        var results = Path.Combine(root, "artifacts", "test-results");
        if (Directory.Exists(results))
        {
            Directory.Delete(results, recursive: true);
        }

        string[] arguments =
        [
            "test", Path.Combine(root, "build", "Fleetyard.slnx"), "--nologo", "--verbosity", "quiet", "--logger", "trx", "--results-directory", results,
            .. filter is null ? Array.Empty<string>() : ["--filter", filter],
        ];
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true };
        start.Environment["FLEETYARD_PROGRAM"] = AppContext.BaseDirectory;
        using var process = Process.Start(start)!;
        for (string? line; (line = process.StandardOutput.ReadLine()) is not null;)
        {
            Console.Error.WriteLine(line);
        }

        process.WaitForExit();
        var tests = Directory.Exists(results)
            ? Directory.EnumerateFiles(results, "*.trx").SelectMany(file => XDocument.Load(file).Descendants(Trx + "UnitTestResult")).ToList()
            : [];
        return Result(tests, process.ExitCode);
    }

    private static TestResult Result(List<XElement> tests, int exitCode)
    {
        var skipped = tests.Where(test => Outcome(test) == "NotExecuted").ToList();
        var passed = tests.Count(test => Outcome(test) == "Passed");
        var failed = tests.Where(test => Outcome(test) is not ("NotExecuted" or "Passed")).ToList();
        var lines = failed.Select(test => Told("failed", test)).Concat(skipped.Select(test => Told("skipped", test)));
        return new TestResult(
            exitCode == 0 && failed.Count == 0 && passed > 0,
            string.Join(Environment.NewLine, lines.Append($"{passed} passed, {failed.Count} failed, {skipped.Count} skipped")));
    }

    private static string? Outcome(XElement test) => (string?)test.Attribute("outcome");

    private static string Told(string how, XElement test) =>
        $"{how}: {(string?)test.Attribute("testName")}: {test.Descendants(Trx + "Message").FirstOrDefault()?.Value.Trim()}";
}

/// <summary>What the tests came to.</summary>
/// <param name="Succeeded">Whether some ran and none failed.</param>
/// <param name="Text">What each failed test found and why each skipped one was, then the counts in one line.</param>
public sealed record TestResult(bool Succeeded, string Text);
