namespace Fleetyard.Images.Identification;

/// <summary>
/// An ELF file, of which only the tables that are asked for are read. What its header says must hold; a table behind it
/// that lies is left out and told in <see cref="Faults"/>, so that a damaged library still says which machine it is for.
/// </summary>
public sealed class ElfFile
{
    private readonly ByteWindow _file;
    private readonly ElfHeader _header;

    private ElfFile(ByteWindow file)
    {
        _file = file;
        _header = ElfHeader.Read(file);
        var faults = new List<string>();
        Sections = Try(() => ElfSections.Read(file, _header), [], faults);
        var dynamic = Try(() => ElfDynamic.Read(file, _header, Sections), ElfDynamic.Empty, faults);
        (Soname, Needed, Faults) = (dynamic.Soname, dynamic.Needed, faults);
    }

    /// <summary>The width of its addresses.</summary>
    public ElfClass Class => _header.Layout.Class;

    /// <summary>Whether the most significant byte of its numbers comes first.</summary>
    public bool IsBigEndian => _header.Layout.IsBigEndian;

    /// <summary>What it is for.</summary>
    public ElfType Type => _header.Type;

    /// <summary>The machine it runs on, as <c>x86_64</c>, <c>i386</c>, <c>aarch64</c>; <c>EM_</c> and the number for a rare one.</summary>
    public string Machine => _header.Machine;

    /// <summary>The name by which programs ask for it; null when it has none.</summary>
    public string? Soname { get; }

    /// <summary>The libraries it asks for, in its order.</summary>
    public IReadOnlyList<string> Needed { get; }

    /// <summary>Its section table; empty when it has none.</summary>
    public IReadOnlyList<ElfSection> Sections { get; }

    /// <summary>What is wrong behind the header, a line each.</summary>
    public IReadOnlyList<string> Faults { get; }

    /// <summary>Reads the header, the section table and the dynamic table.</summary>
    /// <exception cref="MalformedFileException">It is not an ELF file, or its header says what none may say.</exception>
    /// <exception cref="ArgumentException">The stream cannot seek.</exception>
    public static ElfFile Read(Stream seekable) => new(ByteWindow.Over(seekable));

    internal static ElfFile Read(ByteWindow file) => new(file);

    /// <summary>Which of these symbols it defines for others.</summary>
    /// <exception cref="MalformedFileException">Its symbol table lies outside of the file.</exception>
    public IReadOnlySet<string> Defines(IReadOnlyCollection<string> symbols) => ElfSymbols.Defined(_file, _header.Layout, Sections, symbols);

    /// <summary>The names of the versions that it gives its symbols, as <c>OPENSSL_3.0.0</c>; not its own name.</summary>
    /// <exception cref="MalformedFileException">The table of versions lies outside of the file.</exception>
    public IReadOnlyList<string> VersionNodes() => ElfVersionNodes.Read(_file, _header.Layout, Sections);

    /// <summary>Where its constants stand: the sections named .rodata, or all that is loaded when there is no section table; no byte twice.</summary>
    /// <exception cref="MalformedFileException">A section lies outside of the file.</exception>
    internal IEnumerable<(string Name, ByteWindow Bytes)> Constants()
    {
        var places = Sections.Count > 0
            ? Sections.Where(IsConstants).Select(section => (section.Name, section.Offset, section.Size))
            : ElfSegments.Read(_file, _header).Loaded.Select(segment => (Name: "a segment", segment.Offset, segment.Size));
        var searched = 0L;
        foreach (var (name, offset, size) in places.OrderBy(place => place.Offset))
        {
            // Sections of a lying file overlap by the thousand.
            var bytes = _file.Slice(offset, size, name);
            var known = Math.Clamp(searched - offset, 0, size);
            searched = Math.Max(searched, offset + size);
            if (known < size)
                yield return (name, bytes.Slice(known, size - known, name));
        }
    }

    private static bool IsConstants(ElfSection section) =>
        section.Type != ElfSection.NoBits && (section.Name == ".rodata" || section.Name.StartsWith(".rodata.", StringComparison.Ordinal));

    private static T Try<T>(Func<T> read, T otherwise, List<string> faults)
    {
        try
        {
            return read();
        }
        catch (MalformedFileException exception)
        {
            faults.Add(exception.Message);
            return otherwise;
        }
    }
}
