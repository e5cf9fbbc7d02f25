using System.Diagnostics;

namespace Fleetyard.EndToEnd;

/// <summary>The program, started as a user starts it.</summary>
internal static class FleetyardProgram
{
    public static Process Start(DirectoryInfo artifacts, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Fleetyard.Build.dll"), $"--working={Root()}", $"--artifacts={artifacts.FullName}", .. arguments])
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

    public static (int Code, string Output, string Errors) Run(DirectoryInfo artifacts, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        using var process = Start(artifacts, environment, arguments);
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "build.sh")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
