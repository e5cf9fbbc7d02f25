namespace Fleetyard.Images.Identification;

/// <summary>The segments of an ELF file that are loaded, and the one that holds the dynamic table (ELF specification, Elf32_Phdr and Elf64_Phdr).</summary>
internal sealed class ElfSegments
{
    /// <summary>Linkers write about a dozen.</summary>
    private const int Most = 1024, MostEntry = 256;

    private const uint Load = 1, DynamicType = 2;

    private readonly ByteWindow _file;
    private readonly List<(uint Type, long Offset, long Address, long Size)> _segments = [];

    private ElfSegments(ByteWindow file) => _file = file;

    /// <summary>The dynamic table; null when there is none.</summary>
    public ByteWindow? Dynamic => _segments.Where(segment => segment.Type == DynamicType)
        .Select(segment => _file.Slice(segment.Offset, segment.Size, "The dynamic segment")).FirstOrDefault();

    public static ElfSegments Read(ByteWindow file, ElfHeader header)
    {
        var (layout, table) = (header.Layout, header.Segments);
        var segments = new ElfSegments(file);
        var least = layout.Is64 ? 56 : 32;
        if (table.Offset == 0 || table.Count == 0)
            return segments;
        if (table.EntrySize < least || table.EntrySize > MostEntry || table.Count > Most)
            throw new MalformedFileException(
                $"The ELF file claims {table.Count} segments of {table.EntrySize} bytes; at most {Most} of {least} to {MostEntry} are read.");

        var bytes = new byte[table.Count * table.EntrySize];
        file.Read(table.Offset, bytes, "The segment table");
        for (var at = 0; at < bytes.Length; at += table.EntrySize)
        {
            var entry = bytes.AsSpan(at);
            segments._segments.Add((layout.Word(entry, 0), layout.Wide(entry, 8, 4), layout.Wide(entry, 16, 8), layout.Wide(entry, 32, 16)));
        }

        return segments;
    }

    /// <summary>Where the bytes are that are loaded.</summary>
    public IEnumerable<(long Offset, long Size)> Loaded => _segments.Where(segment => segment.Type == Load).Select(segment => (segment.Offset, segment.Size));

    /// <summary>The bytes from an address to the end of its segment; null when no segment holds it.</summary>
    public ByteWindow? At(long address)
    {
        foreach (var (type, offset, start, size) in _segments)
            if (type == Load && address >= start && size >= 0 && address - start < size)
                return _file.Slice(offset, size, "A loaded segment").Slice(address - start, size - (address - start), "A loaded segment's part");

        return null;
    }
}
