using System.Globalization;
using Fleetyard.Fleets.Runs;

namespace Fleetyard.Fleets.Provisioning;

/// <summary>Tells from time to time that a script still runs, and what it said last, where that is news: AWS tells it at its end only, and the first 24,000 characters.</summary>
internal sealed class ScriptProgress(FleetRun run, string script)
{
    private const int LongestLine = 100;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    private readonly DateTimeOffset began = run.Now;
    private DateTimeOffset told = run.Now;
    private string? shown;

    public void Tell(string? lastLine)
    {
        if (run.Now - told < Every)
        {
            return;
        }

        told = run.Now;
        var seconds = (told - began).TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        run.Log.Progress($"{script}: {seconds} s{(string.IsNullOrWhiteSpace(lastLine) || lastLine == shown ? "" : $", {Short(lastLine)}")}");
        shown = lastLine;
    }

    private static string Short(string line) => line.Length > LongestLine ? line[..LongestLine] + "…" : line;
}
