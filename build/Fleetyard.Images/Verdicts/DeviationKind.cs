namespace Fleetyard.Images.Verdicts;

/// <summary>In which way an image is not as its recipe says.</summary>
public enum DeviationKind
{
    /// <summary>Something that must be there is not.</summary>
    Missing,

    /// <summary>Something is there that must not be.</summary>
    Unexpected,

    /// <summary>It is another implementation or version.</summary>
    Version,

    /// <summary>It is for another machine.</summary>
    Machine,

    /// <summary>A symlink leads to nothing, or in a circle.</summary>
    Dangling,
}
