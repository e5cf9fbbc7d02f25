namespace Fleetyard.Images.Verdicts;

/// <summary>The deviations' names, as the command line and reports write them.</summary>
public static class DeviationKinds
{
    /// <summary>All kinds with their names, in their order.</summary>
    public static IReadOnlyDictionary<string, DeviationKind> ByName { get; } = Enum.GetValues<DeviationKind>().ToDictionary(Name, StringComparer.Ordinal);

    /// <summary>A kind's name, as <c>missing</c>.</summary>
    public static string Name(this DeviationKind kind) => kind.ToString().ToLowerInvariant();
}
