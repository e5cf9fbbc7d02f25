namespace Fleetyard.Images.Inventories;

/// <summary>What kind of thing an artifact is.</summary>
public enum ArtifactKind
{
    /// <summary>An ar archive of object files.</summary>
    Static,

    /// <summary>An ELF shared library.</summary>
    Shared,

    /// <summary>A symbolic link, whose final target is told.</summary>
    Symlink,

    /// <summary>A pkg-config file.</summary>
    PkgConfig,

    /// <summary>An ELF program.</summary>
    Program,

    /// <summary>A script that is executable.</summary>
    Script,

    /// <summary>A file of another kind, or one that is damaged.</summary>
    Other,
}
