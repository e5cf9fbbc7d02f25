using Fleetyard.Images.Inventories;
using Fleetyard.Reports.Remarks;

namespace Fleetyard.Reports.Html;

/// <summary>What one image has at one place.</summary>
/// <param name="Image">The image's index.</param>
/// <param name="Installation">What it has; null if it has nothing there.</param>
/// <param name="Remarks">What is odd about it.</param>
internal sealed record Cell(int Image, Installation? Installation, IReadOnlyList<Remark> Remarks)
{
    /// <summary>Whether there is anything to tell.</summary>
    public bool IsEmpty => Installation is null && Remarks.Count == 0;

    /// <summary>What is compared between images: who is there, for which machines, and of which kinds.</summary>
    public string Essence => Installation is null
        ? ""
        : string.Join('\n', [.. Installation.Identities, .. Installation.Machines, .. Installation.Artifacts.Select(artifact => artifact.Kind.Name()).Distinct().Order(StringComparer.Ordinal)]);
}
