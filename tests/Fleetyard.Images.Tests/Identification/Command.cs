using System.ComponentModel;
using System.Diagnostics;

namespace Fleetyard.Images.Tests.Identification;

/// <summary>Runs a program to its end.</summary>
internal static class Command
{
    /// <summary>Null when it went well; otherwise why not, in its own last words.</summary>
    public static string? Run(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : $"{program} ended with {process.ExitCode}: {errors.Result.Trim()}";
        }
        catch (Win32Exception exception)
        {
            return $"{program} does not start: {exception.Message}";
        }
    }
}
