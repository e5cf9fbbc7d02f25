namespace Fleetyard.Images.Inventories;

/// <summary>Where a symlink leads inside the image.</summary>
/// <param name="Written">The target as the link has it.</param>
/// <param name="Final">The path at the end of all links; of a link that leads nowhere, the path that is missing.</param>
/// <param name="State">Whether something is there.</param>
public sealed record SymlinkTarget(string Written, string Final, SymlinkState State);
