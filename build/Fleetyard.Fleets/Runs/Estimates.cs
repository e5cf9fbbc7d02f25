using System.Globalization;

namespace Fleetyard.Fleets.Runs;

/// <summary>How long steps take, by what they took in earlier runs of the same recipe and region.</summary>
internal sealed class Estimates(IReadOnlyList<RunState> earlier)
{
    /// <summary>How many runs are looked at, the newest: what AWS took a year ago tells little.</summary>
    private const int Most = 9;

    /// <summary>What is left of a step that began a while ago, such as <c>about 2 min left, by 3 earlier runs</c>; null where no run tells.</summary>
    public string? Left(string step, TimeSpan elapsed)
    {
        List<double> seconds = [.. earlier.Reverse().Select(state => state.Steps.GetValueOrDefault(step)).Where(taken => taken > 0).Take(Most).Order()];
        if (seconds.Count == 0)
        {
            return null;
        }

        var by = $"by {seconds.Count} earlier run{(seconds.Count == 1 ? "" : "s")}";
        var left = seconds[seconds.Count / 2] - elapsed.TotalSeconds;
        return left > 0 ? $"about {Rounded(left)} left, {by}" : $"longer than usual, {by}";
    }

    private static string Rounded(double seconds) => seconds < 90
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(seconds / 10) * 10:0} s")
        : string.Create(CultureInfo.InvariantCulture, $"{seconds / 60:0} min");
}
