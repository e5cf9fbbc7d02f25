namespace Fleetyard.Images.Identification;

/// <summary>
/// An ar archive, as a static library is: GNU's and BSD's way of long names and symbol indexes, and GNU's thin archives.
/// Reading one costs its first headers; members are walked, or found through the index, when asked for.
/// </summary>
public sealed class ArArchive
{
    private const int MagicSize = 8;

    /// <summary>More members than any static library has; a walk that meets more is refused.</summary>
    private const int MostMembers = 100_000;

    private readonly ByteWindow _file;
    private readonly ArHeaders _headers;
    private readonly ArSymbolIndex? _index;

    private ArArchive(ByteWindow file, bool isThin)
    {
        (_file, IsThin, _headers) = (file, isThin, new(file, isThin));
        foreach (var header in Headers().TakeWhile(header => header.IsSpecial))
        {
            if (header.IsLongNames)
                _headers.LongNames = file.Slice(header.Data, header.Size, "The archive's long names");
            _index ??= ArSymbolIndex.From(header, file);
        }
    }

    /// <summary>Whether the members' bytes are in files of their own.</summary>
    public bool IsThin { get; }

    /// <summary>Whether it has a table that leads from symbols to members, as ranlib writes it.</summary>
    public bool HasSymbolIndex => _index is not null;

    /// <summary>Reads the magic, and the headers up to the first member's.</summary>
    /// <exception cref="MalformedFileException">It is not an ar archive, or its first headers are damaged.</exception>
    /// <exception cref="ArgumentException">The stream cannot seek.</exception>
    public static ArArchive Read(Stream seekable)
    {
        var file = ByteWindow.Over(seekable);
        Span<byte> magic = stackalloc byte[MagicSize];
        if (!IsMagic(magic[..file.ReadUpTo(0, magic)]))
            throw new MalformedFileException("This is not an ar archive: it does not begin with !<arch> or !<thin>.");

        return new(file, magic[2] == (byte)'t');
    }

    /// <summary>Every member, in the archive's order, by walking from header to header.</summary>
    /// <exception cref="MalformedFileException">A header is damaged, a member reaches out of the archive, or there are too many.</exception>
    public IEnumerable<ArMember> Members() => Headers().Where(header => !header.IsSpecial).Select(_headers.Member);

    /// <summary>For each of these symbols that the index holds, the member that defines it.</summary>
    /// <exception cref="MalformedFileException">The index reaches out of the archive, or leads to where no member is.</exception>
    public IReadOnlyDictionary<string, ArMember> Defining(IReadOnlyCollection<string> symbols)
    {
        ArgumentNullException.ThrowIfNull(symbols);
        return _index is null
            ? new Dictionary<string, ArMember>()
            : _index.Find(symbols).ToDictionary(found => found.Key, found => _headers.Member(_headers.At(found.Value)));
    }

    internal static bool IsMagic(ReadOnlySpan<byte> bytes) => bytes.StartsWith("!<arch>\n"u8) || bytes.StartsWith("!<thin>\n"u8);

    internal ByteWindow Content(ArMember member) => _file.Slice(member.Offset, member.Size, "The member " + member.Name);

    private IEnumerable<ArHeader> Headers()
    {
        var at = (long)MagicSize;
        for (var number = 0; at < _file.Length; number++)
        {
            if (number == MostMembers)
                throw new MalformedFileException($"The archive has more than {MostMembers} members.");

            var header = _headers.At(at);
            yield return header;
            at = header.Next;
        }
    }
}
