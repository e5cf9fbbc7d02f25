using System.Globalization;
using Fleetyard.LocalCloud.Faults;

namespace Fleetyard.Sweep;

/// <summary>What a trial is known by, and repeated with: <c>chain:RunInstances/1/ResetAfter+TerminateInstances/1/Throttle</c>, <c>chain:kill/12</c>, <c>chain:lost/12</c>.</summary>
/// <param name="Scenario">What goes on.</param>
/// <param name="Faults">What goes wrong meanwhile.</param>
internal sealed record TrialName(string Scenario, params IReadOnlyList<CallFault> Faults)
{
    private const string Kill = "kill/";
    private const string Lost = "lost/";

    /// <summary>The line of its journal that the process ends with, counted from 1, or null where it does not.</summary>
    public int? KilledAt { get; init; }

    /// <summary>Whether the folder of all runs is lost then.</summary>
    public bool IsLost { get; init; }

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static TrialName Parse(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var parts = text[(colon + 1)..].Split('+', StringSplitOptions.RemoveEmptyEntries);
        var end = parts.SingleOrDefault(part => part.StartsWith(Kill, StringComparison.Ordinal) || part.StartsWith(Lost, StringComparison.Ordinal));
        return new(text[..colon], [.. parts.Where(part => part != end).Select(CallFault.Parse)])
        {
            KilledAt = end is null ? null : int.Parse(end.Split('/')[1], CultureInfo.InvariantCulture),
            IsLost = end?.StartsWith(Lost, StringComparison.Ordinal) == true,
        };
    }

    public override string ToString() => $"{Scenario}:{string.Join('+', Faults.Select(fault => $"{fault}").Concat(KilledAt is { } line ? [$"{(IsLost ? Lost : Kill)}{line}"] : []))}";
}
