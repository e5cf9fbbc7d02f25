namespace Fleetyard.Sweep;

/// <summary>What came of a trial.</summary>
/// <param name="Name">What repeats it.</param>
internal sealed record TrialResult(TrialName Name)
{
    /// <summary>Whether it came to every call and line that its name tells.</summary>
    public bool IsReached { get; init; } = true;

    /// <summary>How many calls of each operation went out in the first command.</summary>
    public IReadOnlyDictionary<string, int> Calls { get; init; } = new Dictionary<string, int>();

    /// <summary>How many of them before it failed, and took down what it had.</summary>
    public IReadOnlyDictionary<string, int> CallsBefore { get; init; } = new Dictionary<string, int>();

    /// <summary>How many lines its journal had at its end.</summary>
    public int Lines { get; init; }

    /// <summary>How many of them before it failed.</summary>
    public int LinesBefore { get; init; }

    /// <summary>What did not hold.</summary>
    public IReadOnlyList<Breach> Breaches { get; init; } = [];

    public bool Has(BreachKind kind) => Breaches.Any(breach => breach.Kind == kind);

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
    /// <summary>A command ended otherwise than with success or a clear error, or took away what is to stay.</summary>
    Failed,

    /// <summary>Something is left that costs money, or a secret is told.</summary>
    Leaked,

    /// <summary>There are two of something.</summary>
    Duplicated,
}
