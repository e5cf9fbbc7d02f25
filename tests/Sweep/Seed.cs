namespace Fleetyard.Sweep;

/// <summary>What repeats one trial: <c>./build.sh --target=Test --seed=…</c> hands it on in the environment.</summary>
internal static class Seed
{
    /// <summary>Of the tests that a seed means something to.</summary>
    public const string Category = "Seeded";

    private const string Variable = "FLEETYARD_SEED";
    private const string Random = "random:";

    /// <summary>The name of the one trial that is asked for, or null for all.</summary>
    public static string? Trial => Given is { } given && !given.StartsWith(Random, StringComparison.Ordinal) ? given : null;

    /// <summary>The replay of the one property's case that is asked for, or null for all.</summary>
    public static string? Replay => Given is { } given && given.StartsWith(Random, StringComparison.Ordinal) ? given[Random.Length..] : null;

    private static string? Given => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : null;

    /// <summary>The command that repeats a trial.</summary>
    public static string Repeats(TrialName name) => Repeats($"{name}");

    /// <summary>The command that repeats a property's case.</summary>
    public static string RepeatsCase(string replay) => Repeats(Random + replay);

    private static string Repeats(string seed) => $"repeat it with: ./build.sh --target=Test '--seed={seed}'";
}
