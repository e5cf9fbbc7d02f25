using System.Text.Json.Serialization;

namespace Fleetyard.Reports.Sarif;

/// <summary>The part of SARIF 2.1.0 that is written here; names and their meaning are of its section 3.</summary>
internal sealed record SarifLog(
    [property: JsonPropertyName("$schema")] string Schema,
    string Version,
    IReadOnlyList<SarifLog.Run> Runs)
{
    /// <summary>One image.</summary>
    public sealed record Run(Tool Tool, AutomationDetails AutomationDetails, IReadOnlyList<Invocation> Invocations, IReadOnlyDictionary<string, Base> OriginalUriBaseIds, IReadOnlyList<Result> Results, string ColumnKind = "utf16CodeUnits");

    /// <summary>Who found it.</summary>
    public sealed record Tool(Driver Driver);

    /// <summary>Who found it, and by which rules.</summary>
    public sealed record Driver(string Name, string SemanticVersion, IReadOnlyList<Rule> Rules);

    /// <summary>A kind of finding.</summary>
    public sealed record Rule(string Id, string Name, Text ShortDescription, Configuration DefaultConfiguration);

    /// <summary>How bad a rule's findings are.</summary>
    public sealed record Configuration(string Level);

    /// <summary>Which run among others of its kind: GitHub keeps one a category.</summary>
    public sealed record AutomationDetails(string Id);

    /// <summary>How the looking went.</summary>
    public sealed record Invocation(bool ExecutionSuccessful, string? EndTimeUtc, IReadOnlyList<Notification> ToolExecutionNotifications);

    /// <summary>Why it went badly.</summary>
    public sealed record Notification(string Level, Text Message);

    /// <summary>What paths are relative to.</summary>
    public sealed record Base(Text Description);

    /// <summary>A finding.</summary>
    public sealed record Result(string RuleId, int RuleIndex, string Level, Text Message, IReadOnlyList<Location> Locations, IReadOnlyDictionary<string, string> PartialFingerprints);

    /// <summary>Plain text.</summary>
    public sealed record Text([property: JsonPropertyName("text")] string Value);

    /// <summary>Where it is: a file of the image, and the image.</summary>
    public sealed record Location(PhysicalLocation? PhysicalLocation, IReadOnlyList<LogicalLocation> LogicalLocations);

    /// <summary>A file.</summary>
    public sealed record PhysicalLocation(ArtifactLocation ArtifactLocation);

    /// <summary>A file's address, below a base.</summary>
    public sealed record ArtifactLocation(string Uri, string UriBaseId);

    /// <summary>A place that is no file.</summary>
    public sealed record LogicalLocation(string Name, string FullyQualifiedName, string Kind);
}
