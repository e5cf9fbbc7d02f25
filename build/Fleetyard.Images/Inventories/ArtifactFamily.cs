namespace Fleetyard.Images.Inventories;

/// <summary>Who is able to say what the files of a set are.</summary>
public enum ArtifactFamily
{
    /// <summary>Any files: their kind, machine and SONAME are told, and the version that a pkg-config file gives.</summary>
    Any,

    /// <summary>libcrypto: implementation and version, with evidence.</summary>
    Libcrypto,

    /// <summary>Programs of the clang family, with their version; headers, completions and editors' files are passed over.</summary>
    Clang,
}
