using Fleetyard.Reports.CycloneDx;
using Fleetyard.Reports.Html;
using Fleetyard.Reports.Json;
using Fleetyard.Reports.JUnit;
using Fleetyard.Reports.Markdown;
using Fleetyard.Reports.Sarif;
using Fleetyard.Reports.Tables;

namespace Fleetyard.Reports;

/// <summary>All forms of report.</summary>
public static class ImageReports
{
    /// <summary>All of them, the one for people first.</summary>
    public static IReadOnlyList<IImageReport> All { get; } =
        [new TableReport(), new JsonReport(), new MarkdownReport(), new HtmlReport(), new CycloneDxReport(), new JUnitReport(), new SarifReport()];

    /// <summary>The report of a name.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static IImageReport Named(string name) =>
        All.FirstOrDefault(report => report.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ArgumentException($"There is no report named '{name}'; there are {string.Join(", ", All.Select(report => report.Name))}.", nameof(name));
}
