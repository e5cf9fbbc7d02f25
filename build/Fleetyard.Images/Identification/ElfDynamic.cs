namespace Fleetyard.Images.Identification;

/// <summary>What the dynamic table of an ELF file tells the loader (ELF specification, Elf32_Dyn and Elf64_Dyn).</summary>
internal sealed record ElfDynamic(string? Soname, IReadOnlyList<string> Needed)
{
    /// <summary>Far more entries than linkers write, and far more libraries than programs need.</summary>
    private const int MostEntries = 4096, MostNeeded = 256;

    private const long End = 0, NeededTag = 1, StringsTag = 5, SonameTag = 14;

    public static ElfDynamic Empty { get; } = new(null, []);

    public static ElfDynamic Read(ByteWindow file, ElfHeader header, IReadOnlyList<ElfSection> sections)
    {
        var segments = ElfSegments.Read(file, header);
        var table = sections.FirstOrDefault(section => section.Type == ElfSection.Dynamic) is { } section
            ? file.Slice(section.Offset, section.Size, "The dynamic table")
            : segments.Dynamic;
        if (table is null)
            return Empty;

        var entries = Entries(table, header.Layout);
        if (Strings(file, sections, segments, entries) is not { } strings)
            return Empty;

        return new(
            entries.Where(entry => entry.Tag == SonameTag).Select(entry => strings.Text(entry.Value)).FirstOrDefault(name => name.Length > 0),
            [.. entries.Where(entry => entry.Tag == NeededTag).Take(MostNeeded).Select(entry => strings.Text(entry.Value)).Where(name => name.Length > 0)]);
    }

    private static List<(long Tag, long Value)> Entries(ByteWindow table, ElfLayout layout)
    {
        var size = layout.Is64 ? 16 : 8;
        var bytes = new byte[Math.Min(table.Length / size, MostEntries) * size];
        table.Read(0, bytes, "The dynamic table");
        var entries = new List<(long Tag, long Value)>();
        for (var at = 0; at < bytes.Length; at += size)
        {
            var tag = layout.Wide(bytes.AsSpan(at), 0, 0);
            if (tag == End)
                break;

            entries.Add((tag, layout.Wide(bytes.AsSpan(at), 8, 4)));
        }

        return entries;
    }

    /// <summary>The strings that the loader uses are at an address; the section that is linked to the table is the same, and needs no segments.</summary>
    private static ByteWindow? Strings(ByteWindow file, IReadOnlyList<ElfSection> sections, ElfSegments segments, List<(long Tag, long Value)> entries)
    {
        if (sections.FirstOrDefault(section => section.Type == ElfSection.Dynamic) is { } table && table.Link < sections.Count)
        {
            var strings = sections[(int)table.Link];
            return file.Slice(strings.Offset, strings.Size, "The dynamic table's strings");
        }

        return entries.Where(entry => entry.Tag == StringsTag).Select(entry => segments.At(entry.Value)).FirstOrDefault();
    }
}
