using Fleetyard.Images.Diffs;
using Fleetyard.Reports.Json;

namespace Fleetyard.Reports.Diffs;

/// <summary>A difference as JSON for other programs.</summary>
public sealed class DiffJson : IDiffReport
{
    /// <summary>The schema's name and version; members may be added within a version, none is taken away or changes its meaning.</summary>
    public const string Schema = "fleetyard.image-diff/1";

    /// <inheritdoc/>
    public string Name => "json";

    /// <inheritdoc/>
    public void Write(InventoryDiff diff, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(diff);
        ArgumentNullException.ThrowIfNull(output);
        ReportJson.Write(output, new
        {
            Schema,
            diff.Before,
            diff.After,
            Changes = diff.Changes.Select(change => new
            {
                Kind = change.Kind.ToString().ToLowerInvariant(),
                change.Set,
                change.Path,
                Before = change.Before is { } before ? JsonReport.Artifact(before, null, []) : null,
                After = change.After is { } after ? JsonReport.Artifact(after, null, []) : null,
                Differences = change.Differences.Select(difference => new { difference.Property, difference.Before, difference.After }),
            }),
        }, ReportJson.Whole);
    }
}
