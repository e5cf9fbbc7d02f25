namespace Fleetyard.Images.Identification;

/// <summary>What an ELF file is for (ELF specification, e_type).</summary>
public enum ElfType
{
    /// <summary>None of the types below.</summary>
    Other = 0,

    /// <summary>An object file (ET_REL), as in static libraries.</summary>
    Relocatable = 1,

    /// <summary>A program at fixed addresses (ET_EXEC).</summary>
    Executable = 2,

    /// <summary>A shared library, or a program that can be loaded anywhere (ET_DYN).</summary>
    Shared = 3,

    /// <summary>A core dump (ET_CORE).</summary>
    Core = 4,
}
