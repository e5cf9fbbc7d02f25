namespace Fleetyard.Images.Identification;

/// <summary>Where a table of an ELF file claims to be: its offset in bytes, the size of an entry in bytes, and the number of entries.</summary>
internal sealed record ElfTable(long Offset, int EntrySize, long Count);
