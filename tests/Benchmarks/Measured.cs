using System.Diagnostics;
using System.Globalization;

namespace Fleetyard.Benchmarks;

/// <summary>One run of a command.</summary>
/// <param name="Seconds">From its start to its end, as whoever waits sees it.</param>
/// <param name="PeakMegabytes">The most memory of its largest process, as the kernel counted it (VmHWM of /proc, seen every 5 ms).</param>
internal sealed record Measured(double Seconds, double PeakMegabytes)
{
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    /// <summary>Runs a command; its output goes nowhere, unless it fails.</summary>
    /// <exception cref="InvalidOperationException">It failed or took too long.</exception>
    public static Measured Run(string folder, bool withMemory, params string[] command)
    {
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        var peak = 0.0;
        while (!process.WaitForExit(withMemory ? Look : Most))
        {
            if (Stopwatch.GetElapsedTime(began) > Most)
            {
                process.Kill(entireProcessTree: true);
                throw new InvalidOperationException($"{string.Join(' ', command)} did not end within {Most.TotalMinutes} minutes.");
            }

            peak = Math.Max(peak, PeakOf(process.Id));
        }

        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return process.ExitCode == 0
            ? new Measured(seconds, peak)
            : throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}:\n{output.Result}\n{errors.Result}");
    }

    /// <summary>build.sh replaces itself by the program, so the process that was started is the program.</summary>
    private static double PeakOf(int id)
    {
        try
        {
            var line = File.ReadLines($"/proc/{id}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
