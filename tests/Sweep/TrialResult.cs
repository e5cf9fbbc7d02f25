namespace Fleetyard.Sweep;

/// <summary>What came of a trial.</summary>
/// <param name="Name">What repeats it.</param>
/// <param name="IsReached">Whether the run came to the call.</param>
/// <param name="Calls">How many calls of each operation went out.</param>
/// <param name="Breaches">What did not hold.</param>
internal sealed record TrialResult(string Name, bool IsReached, IReadOnlyDictionary<string, int> Calls, IReadOnlyList<Breach> Breaches)
{
    public override string ToString() => $"{Name}: {string.Join("; ", Breaches)}";
}

/// <summary>Something that did not hold.</summary>
internal sealed record Breach(BreachKind Kind, string What)
{
    public override string ToString() => $"{Kind}: {What}";
}

/// <summary>How bad it is.</summary>
internal enum BreachKind
{
    /// <summary>A run ended otherwise than with success or a clear error.</summary>
    Failed,

    /// <summary>Something is left that costs money, or a secret is told.</summary>
    Leaked,

    /// <summary>There are two of something.</summary>
    Duplicated,
}
