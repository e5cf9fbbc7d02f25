namespace Fleetyard.Images.Identification;

/// <summary>What kind of artifact a libcrypto is.</summary>
public enum LibcryptoKind
{
    /// <summary>None of the kinds below, as a header or a damaged file.</summary>
    Other,

    /// <summary>An ar archive of object files.</summary>
    Static,

    /// <summary>An ELF shared library.</summary>
    Shared,

    /// <summary>A pkg-config file.</summary>
    PkgConfig,
}
