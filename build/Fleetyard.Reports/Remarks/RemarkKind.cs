namespace Fleetyard.Reports.Remarks;

/// <summary>In which way something is odd.</summary>
internal enum RemarkKind
{
    /// <summary>Something that must be there is not.</summary>
    Missing,

    /// <summary>Something is there that must not be.</summary>
    Unexpected,

    /// <summary>Another implementation or version than the recipe says.</summary>
    Version,

    /// <summary>For another machine than the recipe says.</summary>
    Machine,

    /// <summary>A symlink that leads to no file.</summary>
    Dangling,

    /// <summary>A library whose implementation nothing tells.</summary>
    Unknown,

    /// <summary>Several implementations or versions of a library in one installation.</summary>
    Mixed,

    /// <summary>Something wrong or misleading about a file.</summary>
    Warning,

    /// <summary>Something odd about the image itself.</summary>
    Finding,
}
