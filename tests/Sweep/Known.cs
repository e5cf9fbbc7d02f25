namespace Fleetyard.Sweep;

/// <summary>What is known to end otherwise, and why; nothing of it leaks.</summary>
internal static class Known
{
    private static readonly (string Kind, string Why)[] Reasons =
    [
        ("/ImageNeverEnds", "the second run waits for the same AMI once more, since it may still come; Cleanup takes it away"),
    ];

    /// <summary>Why a breach is none, or null where it is one.</summary>
    public static string? Reason(TrialResult result) => result.Breaches.Count > 0 && result.Breaches.All(breach => breach.Kind != BreachKind.Leaked)
        ? Reasons.FirstOrDefault(reason => result.Name.EndsWith(reason.Kind, StringComparison.Ordinal)).Why
        : null;
}
