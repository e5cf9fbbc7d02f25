namespace Fleetyard.Images.Identification;

/// <summary>A version, and all that its source holds to tell it.</summary>
internal sealed record ClangVersion(string Version, IReadOnlyList<Evidence> Evidence);
