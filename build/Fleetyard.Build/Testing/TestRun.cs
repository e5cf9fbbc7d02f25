using System.Diagnostics;
using System.Xml.Linq;

namespace Fleetyard.Build.Testing;

/// <summary>Runs the test projects with <c>dotnet test</c> and adds their results up.</summary>
public static class TestRun
{
    /// <summary>What the tests read a seed from.</summary>
    private const string SeedVariable = "FLEETYARD_SEED";

    /// <summary>The tests that a seed means something to.</summary>
    private const string Seeded = "TestCategory=Seeded";

    /// <summary>How many test assemblies run at a time: much of a test is waiting.</summary>
    private const int SideBySide = 2;

    /// <summary>Runs them; their own output goes to standard error. Those that start this program start this very one.</summary>
    /// <param name="root">The project's folder.</param>
    /// <param name="filter">Which tests, in the syntax of <c>dotnet test</c>; null for all.</param>
    /// <param name="seed">The one trial that is repeated, or null for all.</param>
    public static TestResult Run(string root, string? filter, string? seed)
    {
        var results = Path.Combine(root, "artifacts", "test-results");
        if (Directory.Exists(results))
        {
            Directory.Delete(results, recursive: true);
        }

        filter ??= seed is null ? null : Seeded;
        var solution = Path.Combine(root, "build", "Fleetyard.slnx");
        var ended = Runs(["build", solution, "--nologo", "--verbosity", "quiet"], seed) && Runs(
        [
            "test", .. Assemblies(root, solution), "--nologo", "--logger", "trx", "--results-directory", results,
            .. filter is null ? Array.Empty<string>() : ["--filter", filter],
            "--", $"RunConfiguration.MaxCpuCount={SideBySide}",
        ], seed);
        return TestResult.Read(results, ended);
    }

    /// <summary>What the solution's test projects are compiled to.</summary>
    private static IEnumerable<string> Assemblies(string root, string solution) => XDocument.Load(solution).Descendants("Project")
        .Select(project => Path.GetFileNameWithoutExtension((string)project.Attribute("Path")!))
        .Where(name => name.EndsWith(".Tests", StringComparison.Ordinal))
        .Select(name => Path.Combine(root, "artifacts", "dotnet", "bin", name, "debug", $"{name}.dll"));

    private static bool Runs(IEnumerable<string> arguments, string? seed)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true };
        start.Environment["FLEETYARD_PROGRAM"] = AppContext.BaseDirectory;
        if (seed is not null)
        {
            start.Environment[SeedVariable] = seed;
        }

        using var process = Process.Start(start)!;
        for (string? line; (line = process.StandardOutput.ReadLine()) is not null;)
        {
            Console.Error.WriteLine(line);
        }

        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
