namespace Fleetyard.Images.Diffs;

/// <summary>What became of an artifact.</summary>
public enum ChangeKind
{
    /// <summary>Only the second image has it.</summary>
    Added,

    /// <summary>Only the first image has it.</summary>
    Removed,

    /// <summary>Both have it, and it differs.</summary>
    Changed,
}
