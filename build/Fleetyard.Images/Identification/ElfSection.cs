namespace Fleetyard.Images.Identification;

/// <summary>A line of an ELF file's section table: what the file claims, not yet checked against its size.</summary>
/// <param name="Name">As <c>.rodata</c>; empty when the table of names does not hold it.</param>
/// <param name="Type">SHT_*, as 11 for a table of dynamic symbols.</param>
/// <param name="Offset">Where it begins in the file, in bytes.</param>
/// <param name="Size">Its length in bytes.</param>
/// <param name="Link">The number of the section that belongs to it, as the strings of a symbol table.</param>
/// <param name="Info">A number whose meaning depends on the type.</param>
public sealed record ElfSection(string Name, uint Type, long Offset, long Size, uint Link, uint Info)
{
    internal const uint StringTable = 3, Dynamic = 6, NoBits = 8, DynamicSymbols = 11, VersionDefinitions = 0x6ffffffd;
}
