using System.Text.Json.Serialization;

namespace Fleetyard.Reports.CycloneDx;

/// <summary>The part of CycloneDX 1.6 that is written here; names and their meaning are of its JSON schema.</summary>
internal sealed record Bom(
    [property: JsonPropertyName("$schema")] string Schema,
    string BomFormat,
    string SpecVersion,
    string SerialNumber,
    int Version,
    Bom.Facts Metadata,
    IReadOnlyList<Bom.Component> Components,
    IReadOnlyList<Bom.Dependency> Dependencies)
{
    /// <summary>What the document is about.</summary>
    public sealed record Facts(string? Timestamp, ToolBox Tools, Component? Component, IReadOnlyList<Property>? Properties);

    /// <summary>Who wrote it.</summary>
    public sealed record ToolBox(IReadOnlyList<Component> Components);

    /// <summary>An image, or something in one.</summary>
    public sealed record Component(
        string Type,
        [property: JsonPropertyName("bom-ref")] string? BomRef,
        string Name,
        string? Version,
        string? Cpe = null,
        string? Purl = null,
        IReadOnlyList<Property>? Properties = null,
        IReadOnlyList<Component>? Components = null,
        Evidence? Evidence = null);

    /// <summary>What a component was known by.</summary>
    public sealed record Evidence(IReadOnlyList<Identity> Identity, IReadOnlyList<Occurrence> Occurrences);

    /// <summary>Which of its fields are known, and how surely.</summary>
    public sealed record Identity(string Field, decimal Confidence, string? ConcludedValue, IReadOnlyList<Method> Methods);

    /// <summary>A way in which it was told.</summary>
    public sealed record Method(string Technique, decimal Confidence, string Value);

    /// <summary>One place where it is.</summary>
    public sealed record Occurrence([property: JsonPropertyName("bom-ref")] string BomRef, string Location, string? AdditionalContext);

    /// <summary>What the format has no field for.</summary>
    public sealed record Property(string Name, string Value);

    /// <summary>What is made of what.</summary>
    public sealed record Dependency(string Ref, IReadOnlyList<string> DependsOn);
}
