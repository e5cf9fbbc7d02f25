namespace Fleetyard.Reports.Html;

/// <summary>One place, in all images.</summary>
/// <param name="Path">The installation's path, or what was looked for in vain.</param>
/// <param name="Cells">A cell each image.</param>
internal sealed record MatrixRow(string Path, IReadOnlyList<Cell> Cells)
{
    /// <summary>Whether something is odd in one of the images.</summary>
    public bool IsOdd => Cells.Any(cell => cell.Remarks.Count > 0);

    /// <summary>Whether the images are not all alike there.</summary>
    public bool Differs => Cells.Select(cell => cell.Essence).Distinct().Skip(1).Any();
}
