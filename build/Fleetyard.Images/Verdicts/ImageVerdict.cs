using Fleetyard.Images.Inventories;

namespace Fleetyard.Images.Verdicts;

/// <summary>What an image has, and whether that is what it should have.</summary>
/// <param name="Inventory">What it has.</param>
/// <param name="Recipe">The recipe's name; null if only the symlinks were checked.</param>
/// <param name="Checks">What was checked, in the recipe's order; none if nothing was asked for.</param>
public sealed record ImageVerdict(ImageInventory Inventory, string? Recipe, IReadOnlyList<Check> Checks)
{
    /// <summary>All deviations.</summary>
    public IEnumerable<Deviation> Deviations => Checks.SelectMany(check => check.Deviations);
}
