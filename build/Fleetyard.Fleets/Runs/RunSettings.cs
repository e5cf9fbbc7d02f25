namespace Fleetyard.Fleets.Runs;

/// <summary>What a run is told beside its recipe.</summary>
public sealed record RunSettings
{
    /// <summary>What tells its cloud and account from every other, such as <c>local/overlay</c> or <c>aws/111122223333</c>.</summary>
    public required string Cloud { get; init; }

    /// <summary>Whom its resources are tagged with.</summary>
    public required string Owner { get; init; }

    /// <summary>The commit that the recipe was taken from, or null outside a repository.</summary>
    public string? Commit { get; init; }

    /// <summary>The branch, or null outside a repository.</summary>
    public string? Branch { get; init; }

    /// <summary>Whether an AMI is made although one with the same fingerprint exists.</summary>
    public bool Force { get; init; }

    /// <summary>Where the values of secrets come from: the caller's environment, by a variable's name.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>After how long what the run left counts as expired.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromHours(24);
}
