namespace Fleetyard.Images.Identification;

/// <summary>Where something was learned about a file.</summary>
public enum EvidenceSource
{
    /// <summary>A text among the file's constants.</summary>
    Text,

    /// <summary>A symbol that it defines.</summary>
    Symbol,

    /// <summary>A version that it gives its symbols.</summary>
    VersionNode,

    /// <summary>The name by which programs ask for it.</summary>
    Soname,

    /// <summary>What a pkg-config file says.</summary>
    PkgConfig,

    /// <summary>A C header that was installed with it.</summary>
    Header,

    /// <summary>A text among the constants of a library that it needs.</summary>
    NeededLibrary,

    /// <summary>The name of the folder of a compiler's own headers and libraries.</summary>
    ResourceDirectory,

    /// <summary>The distribution's database of installed packages.</summary>
    PackageDatabase,
}
