namespace Fleetyard.LocalCloud.State;

/// <summary>A launch template with its versions; data is kept as it was asked, by its names on the wire.</summary>
internal sealed record LaunchTemplateDocument
{
    public required string Id { get; init; }
    public required string Region { get; init; }
    public required string Name { get; init; }
    public required DateTimeOffset Created { get; init; }
    public required IReadOnlyList<LaunchTemplateVersion> Versions { get; init; }
}

/// <summary>A version of a launch template.</summary>
internal sealed record LaunchTemplateVersion(int Number, string? Description, DateTimeOffset Created, IReadOnlyDictionary<string, string> Data);
