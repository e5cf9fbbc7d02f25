namespace Fleetyard.Reports.Diffs;

/// <summary>All forms of a difference's report.</summary>
public static class DiffReports
{
    /// <summary>All of them, the one for people first.</summary>
    public static IReadOnlyList<IDiffReport> All { get; } = [new DiffTable(), new DiffJson(), new DiffMarkdown()];
}
