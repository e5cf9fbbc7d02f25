using System.Buffers.Binary;

namespace Fleetyard.Images.Identification;

/// <summary>How numbers stand in an ELF file: its byte order and the width of its addresses.</summary>
internal sealed record ElfLayout(ElfClass Class, bool IsBigEndian)
{
    public bool Is64 => Class == ElfClass.Elf64;

    public ushort Half(ReadOnlySpan<byte> bytes, int at) =>
        IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]) : BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    public uint Word(ReadOnlySpan<byte> bytes, int at) =>
        IsBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]) : BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    /// <summary>An address, offset or size at its place in a 64-bit or in a 32-bit file; negative when it is beyond what any file holds.</summary>
    public long Wide(ReadOnlySpan<byte> bytes, int at64, int at32)
    {
        if (!Is64)
            return Word(bytes, at32);

        return IsBigEndian ? BinaryPrimitives.ReadInt64BigEndian(bytes[at64..]) : BinaryPrimitives.ReadInt64LittleEndian(bytes[at64..]);
    }
}
