namespace Fleetyard.Build.Options;

/// <summary>What the user asked for, from the command line, <c>cake.config</c> and the environment.</summary>
public sealed record BuildOptions
{
    /// <summary>Names, globs or files of recipes.</summary>
    public required IReadOnlyList<string> Recipes { get; init; }

    /// <summary>Which cloud the run talks to.</summary>
    public required CloudName Cloud { get; init; }

    /// <summary>What LocalCloud's instances are, or null for the first kind that works.</summary>
    public required string? Instances { get; init; }

    /// <summary><c>none</c>, <c>aws</c> or a file.</summary>
    public required string Latency { get; init; }

    /// <summary>The file of what goes wrong in LocalCloud, or null for nothing.</summary>
    public required string? Faults { get; init; }

    /// <summary>Whether the result goes to stdout as JSON.</summary>
    public required bool Json { get; init; }

    /// <summary>Whom created resources are tagged with.</summary>
    public required string Owner { get; init; }

    /// <summary>The AWS profile, or null for the SDK's own chain.</summary>
    public required string? Profile { get; init; }

    /// <summary>The folder of runs and of LocalCloud's state, as an absolute path.</summary>
    public required string Artifacts { get; init; }

    /// <summary>The folder of all runs.</summary>
    public string RunsFolder => Path.Combine(Artifacts, "runs");

    /// <summary>The AMI to start from, or null for the one that each recipe's source finds.</summary>
    public required string? SourceAmi { get; init; }

    /// <summary>Whether an AMI is built although one with the same fingerprint exists.</summary>
    public required bool Force { get; init; }

    /// <summary>What becomes of the instance of a run that failed.</summary>
    public required OnError OnError { get; init; }

    /// <summary>The regions that are looked in for what exists: <c>all</c> alone, names, or none for those of the recipes and of their runs.</summary>
    public required IReadOnlyList<string> Regions { get; init; }

    /// <summary>Whether Cleanup removes what it otherwise only lists.</summary>
    public required bool Yes { get; init; }

    /// <summary>Which tests to run, in the syntax of <c>dotnet test</c>; null for all.</summary>
    public required string? Filter { get; init; }

    /// <summary>What repeats one trial of the tests, or null for all.</summary>
    public required string? Seed { get; init; }

    /// <summary>Whether <c>--cloud=aws</c> may work from a tree with uncommitted changes.</summary>
    public required bool AllowDirty { get; init; }
}

/// <summary>Which cloud a run talks to.</summary>
public enum CloudName
{
    /// <summary>LocalCloud on this machine.</summary>
    Local,

    /// <summary>AWS.</summary>
    Aws,
}
