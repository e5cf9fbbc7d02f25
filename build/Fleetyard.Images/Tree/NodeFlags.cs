namespace Fleetyard.Images.Tree;

/// <summary>What else is to be said of a <see cref="NodeRow"/>.</summary>
[Flags]
internal enum NodeFlags : byte
{
    None = 0,

    /// <summary>Its directory has it; what was replaced or hidden stays in the table without this.</summary>
    Linked = 1,

    /// <summary>A directory that became one with that of a lower layer, whose index is in <see cref="NodeRow.FirstChild"/>.</summary>
    Merged = 2,

    /// <summary>A directory that a layer has no entry for, only entries in it.</summary>
    Implied = 4,

    /// <summary>A sparse file.</summary>
    Sparse = 8,

    /// <summary>A hard link whose target is not known yet.</summary>
    Pending = 16,

    /// <summary>A directory that hides what lower layers have in it.</summary>
    Opaque = 32,

    /// <summary><see cref="NodeRow.Link"/> is a text: where a link leads, as written in it.</summary>
    HasText = 64,

    /// <summary><see cref="NodeRow.Link"/> is the node whose content it has, hidden meanwhile perhaps.</summary>
    HardLink = 128,
}
