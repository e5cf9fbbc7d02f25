using System.Diagnostics;

namespace Fleetyard.EndToEnd;

/// <summary>The program as a user starts it, with a folder of its own for what it makes.</summary>
internal static class Command
{
    /// <summary>The project's folder.</summary>
    public static string Root { get; } = FindRoot();

    public static (int Code, string Output, string Errors) Run(DirectoryInfo artifacts, params string[] arguments)
    {
        using var process = Start(artifacts, arguments);
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }

    public static Process Start(DirectoryInfo artifacts, params string[] arguments) => Process.Start(
        new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Fleetyard.Build.dll"), $"--working={Root}", $"--artifacts={artifacts.FullName}", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "build.sh")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
