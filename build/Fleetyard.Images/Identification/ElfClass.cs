namespace Fleetyard.Images.Identification;

/// <summary>The width of an ELF file's addresses (ELF specification, e_ident[EI_CLASS]).</summary>
public enum ElfClass
{
    /// <summary>32 bits, as i386 and arm.</summary>
    Elf32 = 1,

    /// <summary>64 bits, as x86_64 and aarch64.</summary>
    Elf64 = 2,
}
