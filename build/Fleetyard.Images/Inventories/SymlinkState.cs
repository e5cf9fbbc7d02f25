namespace Fleetyard.Images.Inventories;

/// <summary>Whether a symlink leads to something.</summary>
public enum SymlinkState
{
    /// <summary>A file is at its end.</summary>
    Resolved,

    /// <summary>Nothing is at its end.</summary>
    Dangling,

    /// <summary>Links lead in a circle.</summary>
    Loop,
}
