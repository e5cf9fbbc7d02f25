namespace Fleetyard.Images.Identification;

/// <summary>The first bytes of an ELF file (ELF specification, Elf32_Ehdr and Elf64_Ehdr).</summary>
internal sealed record ElfHeader(ElfLayout Layout, ElfType Type, string Machine, ElfTable Segments, ElfTable Sections, uint NamesSection)
{
    private const int SmallSize = 52, LargeSize = 64;

    public static bool IsMagic(ReadOnlySpan<byte> bytes) => bytes.StartsWith("\u007fELF"u8);

    /// <exception cref="MalformedFileException">The file is none, or says what no ELF file may say.</exception>
    public static ElfHeader Read(ByteWindow file)
    {
        Span<byte> bytes = stackalloc byte[LargeSize];
        bytes.Clear();
        var read = file.ReadUpTo(0, bytes);
        if (!IsMagic(bytes[..read]))
            throw new MalformedFileException("This is not an ELF file: it does not begin with ELF's four bytes.");
        if (bytes[4] is not (1 or 2))
            throw new MalformedFileException($"The ELF file's class is {bytes[4]}; only 1 (32 bits) and 2 (64 bits) exist.");
        if (bytes[5] is not (1 or 2))
            throw new MalformedFileException($"The ELF file's byte order is {bytes[5]}; only 1 (little) and 2 (big) exist.");
        if (read < (bytes[4] == 1 ? SmallSize : LargeSize))
            throw new MalformedFileException($"The ELF file ends inside of its header, after {read} bytes.");

        var layout = new ElfLayout((ElfClass)bytes[4], bytes[5] == 2);
        var type = layout.Half(bytes, 16);
        var counts = layout.Is64 ? 54 : 42;
        return new(
            layout,
            type <= 4 ? (ElfType)type : ElfType.Other,
            ElfMachines.Name(layout.Half(bytes, 18), layout),
            new(layout.Wide(bytes, 32, 28), layout.Half(bytes, counts), layout.Half(bytes, counts + 2)),
            new(layout.Wide(bytes, 40, 32), layout.Half(bytes, counts + 4), layout.Half(bytes, counts + 6)),
            layout.Half(bytes, counts + 8));
    }
}
