using System.Text;

namespace Fleetyard.Images.Identification;

/// <summary>Reads the section table of an ELF file (ELF specification, Elf32_Shdr and Elf64_Shdr).</summary>
internal static class ElfSections
{
    /// <summary>More than any object file of a libcrypto has; a file that claims more is refused.</summary>
    private const int Most = 65_536;

    /// <summary>How much of the table of names is read, in bytes.</summary>
    private const int MostNames = 4 * 1024 * 1024;

    private const int SmallEntry = 40, LargeEntry = 64, MostEntry = 256;

    public static IReadOnlyList<ElfSection> Read(ByteWindow file, ElfHeader header)
    {
        var (layout, table) = (header.Layout, header.Sections);
        if (table.Offset == 0)
            return [];

        var least = layout.Is64 ? LargeEntry : SmallEntry;
        if (table.EntrySize < least || table.EntrySize > MostEntry)
            throw new MalformedFileException($"The ELF file's section table has entries of {table.EntrySize} bytes; {least} to {MostEntry} are read.");

        // Both numbers stand in entry 0 when they do not fit into the header (ELF specification, e_shnum and e_shstrndx).
        var entry = new byte[table.EntrySize];
        file.Read(table.Offset, entry, "The section table");
        var first = Entry(layout, entry);
        var count = table.Count > 0 ? table.Count : first.Size;
        var names = header.NamesSection == 0xffff ? first.Link : header.NamesSection;
        if (count is < 0 or > Most)
            throw new MalformedFileException($"The ELF file claims {count} sections; at most {Most} are read.");

        var whole = file.Slice(table.Offset, count * table.EntrySize, "The section table");
        var bytes = new byte[whole.Length];
        whole.Read(0, bytes, "The section table");
        var entries = Enumerable.Range(0, (int)count).Select(number => Entry(layout, bytes.AsSpan(number * table.EntrySize))).ToArray();
        return WithNames(file, entries, names);
    }

    private static RawSection Entry(ElfLayout layout, ReadOnlySpan<byte> bytes) => new(
        layout.Word(bytes, 0),
        layout.Word(bytes, 4),
        layout.Wide(bytes, 24, 16),
        layout.Wide(bytes, 32, 20),
        layout.Word(bytes, layout.Is64 ? 40 : 24),
        layout.Word(bytes, layout.Is64 ? 44 : 28));

    private static ElfSection[] WithNames(ByteWindow file, RawSection[] entries, uint number)
    {
        byte[] names = [];
        if (number < entries.Length && entries[number] is { Type: ElfSection.StringTable } table)
        {
            names = new byte[Math.Clamp(table.Size, 0, Math.Min(MostNames, file.Length))];
            names = names[..file.ReadUpTo(table.Offset, names)];
        }

        return [.. entries.Select(entry => new ElfSection(Name(names, entry.Name), entry.Type, entry.Offset, entry.Size, entry.Link, entry.Info))];
    }

    /// <summary>Names are cut at 64 bytes: the ones that matter here are shorter, and a thousand sections can share a long one.</summary>
    private static string Name(byte[] names, uint offset)
    {
        if (offset >= names.Length)
            return "";

        var rest = names.AsSpan((int)offset, (int)Math.Min(64, names.Length - offset));
        var end = rest.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]);
    }

    private readonly record struct RawSection(uint Name, uint Type, long Offset, long Size, uint Link, uint Info);
}
