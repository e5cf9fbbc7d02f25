using Fleetyard.Images.Diffs;

namespace Fleetyard.Reports.Diffs;

/// <summary>One form in which the difference of two images is written down; the same input makes the same text.</summary>
public interface IDiffReport
{
    /// <summary>Its name, as <c>--output=</c> takes it.</summary>
    string Name { get; }

    /// <summary>Writes the report.</summary>
    /// <param name="diff">What differs.</param>
    /// <param name="output">Where it is written; lines end with <c>\n</c>.</param>
    void Write(InventoryDiff diff, TextWriter output);
}
