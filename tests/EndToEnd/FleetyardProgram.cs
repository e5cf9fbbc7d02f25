using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Fleetyard.EndToEnd;

/// <summary>The program as a user starts it, with an artifacts folder of its own.</summary>
/// <remarks>It is the one that runs the tests, which is compiled ahead of time; tests that were started without it take the one built beside them.</remarks>
internal sealed partial class FleetyardProgram : IDisposable
{
    private static readonly Dictionary<string, string?> NoEnvironment = [];

    /// <summary>Its file, which <c>dotnet</c> starts.</summary>
    public static string File { get; } = Path.Combine(Environment.GetEnvironmentVariable("FLEETYARD_PROGRAM") is { Length: > 0 } folder ? folder : AppContext.BaseDirectory, "Fleetyard.Build.dll");

    public DirectoryInfo Artifacts { get; } = Directory.CreateTempSubdirectory("fleetyard-");

    public (int Code, string Output, string Errors) Run(params string[] arguments) => Run(NoEnvironment, arguments);

    public Process Start(params string[] arguments) => Start(NoEnvironment, arguments);

    public (int Code, string Output, string Errors) Run(IReadOnlyDictionary<string, string?> environment, params string[] arguments)
    {
        using var process = Start(environment, arguments);
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, Plain(output), Plain(errors.Result));
    }

    public string[] Journals() => Directory.GetFiles(Artifacts.FullName, "journal.jsonl", SearchOption.AllDirectories);

    /// <summary>How many things all runs were about to create.</summary>
    public int Intents() => Journals().Sum(journal => System.IO.File.ReadLines(journal).Count(line => line.Contains("\"intent\"", StringComparison.Ordinal)));

    public void Dispose() => Artifacts.Delete(recursive: true);

    public Process Start(IReadOnlyDictionary<string, string?> environment, string[] arguments)
    {
        string[] own = arguments.Any(argument => argument.StartsWith("--artifacts=", StringComparison.Ordinal)) ? [] : [$"--artifacts={Artifacts.FullName}"];
        var start = new ProcessStartInfo("dotnet", [File, $"--working={Repository.Root}", .. own, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static string Plain(string text) => Colour().Replace(text, "");

    [GeneratedRegex(@"\x1b\[[0-9;]*m")]
    private static partial Regex Colour();
}
