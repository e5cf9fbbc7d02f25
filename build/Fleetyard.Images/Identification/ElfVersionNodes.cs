namespace Fleetyard.Images.Identification;

/// <summary>Reads the versions that a shared library gives its symbols (Linux Standard Base, Elfxx_Verdef and Elfxx_Verdaux).</summary>
internal static class ElfVersionNodes
{
    private const int Most = 1024;

    /// <summary>The flag of the first entry, which holds the library's own name.</summary>
    private const ushort Base = 1;

    public static IReadOnlyList<string> Read(ByteWindow file, ElfLayout layout, IReadOnlyList<ElfSection> sections)
    {
        if (sections.FirstOrDefault(section => section.Type == ElfSection.VersionDefinitions) is not { } section || section.Link >= sections.Count)
            return [];

        var table = file.Slice(section.Offset, section.Size, "The table of versions");
        var strings = sections[(int)section.Link];
        var texts = file.Slice(strings.Offset, strings.Size, "The versions' strings");
        var nodes = new List<string>();
        Span<byte> entry = stackalloc byte[20];
        Span<byte> name = stackalloc byte[4];
        var at = 0L;
        for (var number = 0; number < Math.Min(section.Info, Most); number++)
        {
            table.Read(at, entry, "The table of versions");
            table.Read(at + layout.Word(entry, 12), name, "A version's name");
            if ((layout.Half(entry, 2) & Base) == 0)
                nodes.Add(texts.Text(layout.Word(name, 0)));

            var next = layout.Word(entry, 16);
            if (next == 0)
                break;

            at += next;
        }

        return nodes;
    }
}
