using System.Text;

namespace Fleetyard.Images.Identification;

/// <summary>Looks for a few names among the dynamic symbols of an ELF file, without holding its tables (ELF specification, Elf32_Sym and Elf64_Sym).</summary>
internal static class ElfSymbols
{
    /// <summary>A linker shares the end of a long name with a short one, so a name has a few places; a lying file has millions.</summary>
    private const int MostPlaces = 4096;

    public static IReadOnlySet<string> Defined(ByteWindow file, ElfLayout layout, IReadOnlyList<ElfSection> sections, IReadOnlyCollection<string> names)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        if (sections.FirstOrDefault(section => section.Type == ElfSection.DynamicSymbols) is not { } table || table.Link >= sections.Count)
            return found;

        var strings = sections[(int)table.Link];
        var places = Places(file.Slice(strings.Offset, strings.Size, ".dynstr"), names);
        if (places.Count == 0)
            return found;

        var symbols = file.Slice(table.Offset, table.Size, ".dynsym");
        var size = layout.Is64 ? 24 : 16;
        var buffer = new byte[size * 2048];
        for (var at = 0L; at < symbols.Length && found.Count < names.Count; at += buffer.Length)
        {
            var read = symbols.ReadUpTo(at, buffer);
            for (var entry = 0; entry + size <= read; entry += size)
                if (places.TryGetValue(layout.Word(buffer, entry), out var name) && layout.Half(buffer, entry + (layout.Is64 ? 6 : 14)) != 0)
                    found.Add(name);
        }

        return found;
    }

    private static Dictionary<long, string> Places(ByteWindow strings, IReadOnlyCollection<string> names)
    {
        var words = names.Select(name => Encoding.ASCII.GetBytes(name + "\0")).ToArray();
        return TextSearch.Find(strings, words).Take(MostPlaces).ToDictionary(place => place.Offset - strings.Start, place => place.Text);
    }
}
