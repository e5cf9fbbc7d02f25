namespace Fleetyard.Images.Identification;

/// <summary>One thing that was found and that tells who a file is.</summary>
/// <param name="Source">Where it was learned.</param>
/// <param name="Text">What was found, as it stands there.</param>
/// <param name="Place">The section, member, file or folder that holds it; null when the source says it all.</param>
/// <param name="Offset">Where it begins in the file, in bytes; null when it has no such place.</param>
public sealed record Evidence(EvidenceSource Source, string Text, string? Place = null, long? Offset = null);
