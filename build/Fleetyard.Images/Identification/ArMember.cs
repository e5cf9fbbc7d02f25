namespace Fleetyard.Images.Identification;

/// <summary>A member of an ar archive.</summary>
/// <param name="Name">Its full name, also when it is long.</param>
/// <param name="Offset">Where its bytes begin in the archive; for a member of a thin archive, where they would.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="IsOutside">Its bytes are in a file of its own, as in a thin archive.</param>
public sealed record ArMember(string Name, long Offset, long Size, bool IsOutside);
