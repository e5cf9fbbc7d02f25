using System.Buffers.Binary;
using System.Text;

namespace Fleetyard.Images.Identification;

/// <summary>
/// The table of an archive that leads from symbols to members, searched without holding it: GNU's (a big-endian count, as many
/// offsets, as many names) and BSD's (pairs of a name's place and an offset, in the byte order of the machine, here little).
/// </summary>
internal sealed class ArSymbolIndex
{
    private readonly ByteWindow _table;
    private readonly int _width;
    private readonly bool _isBsd;

    private ArSymbolIndex(ByteWindow table, int width, bool isBsd) => (_table, _width, _isBsd) = (table, width, isBsd);

    /// <summary>The index that this member is; null when it is none.</summary>
    public static ArSymbolIndex? From(ArHeader header, ByteWindow file)
    {
        if (!header.IsSymbolIndex)
            return null;

        var isWide = header.RawName == "/SYM64/" || header.RawName.StartsWith("__.SYMDEF_64", StringComparison.Ordinal);
        return new(file.Slice(header.Data, header.Size, "The symbol index"), isWide ? 8 : 4, header.RawName[0] == '_');
    }

    /// <summary>For each symbol that is there, the offset of its member's header; the first of several.</summary>
    /// <exception cref="MalformedFileException">The counts do not fit into the table.</exception>
    public Dictionary<string, long> Find(IReadOnlyCollection<string> symbols) => _isBsd ? FindBsd(symbols) : FindGnu(symbols);

    private Dictionary<string, long> FindGnu(IReadOnlyCollection<string> symbols)
    {
        var count = Number(_table, 0);
        if (count < 0 || count > (_table.Length - _width) / _width)
            throw new MalformedFileException($"The symbol index claims {count} symbols; its {_table.Length} bytes cannot hold them.");

        var start = _width * (count + 1);
        var names = _table.Slice(start, _table.Length - start, "The symbol index's names");
        var found = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (name, number) in Numbered(names, symbols, count))
            found.TryAdd(name, Number(_table, _width * (number + 1)));

        return found;
    }

    /// <summary>The wanted ones among names that follow each other, with their numbers.</summary>
    private static IEnumerable<(string Name, long Number)> Numbered(ByteWindow names, IReadOnlyCollection<string> symbols, long count)
    {
        var wanted = symbols.Select(symbol => (Name: symbol, Bytes: Encoding.ASCII.GetBytes(symbol))).ToArray();
        var longest = wanted.Select(symbol => symbol.Bytes.Length).DefaultIfEmpty().Max();
        var buffer = new byte[64 * 1024];
        var (at, number) = (0L, 0L);
        while (number < count && at < names.Length)
        {
            var filled = names.ReadUpTo(at, buffer);
            var begin = 0;
            while (number < count && buffer.AsSpan(begin, filled - begin).IndexOf((byte)0) is var length and >= 0)
            {
                if (length <= longest)
                    foreach (var symbol in wanted)
                        if (buffer.AsSpan(begin, length).SequenceEqual(symbol.Bytes))
                            yield return (symbol.Name, number);

                begin += length + 1;
                number++;
            }

            // A name that is longer than the buffer is passed over in pieces, and counted once, at its end.
            at += begin > 0 ? begin : filled;
            if (filled == 0)
                yield break;
        }
    }

    private Dictionary<string, long> FindBsd(IReadOnlyCollection<string> symbols)
    {
        var size = Number(_table, 0);
        var pairs = _table.Slice(_width, size, "The symbol index's pairs");
        var names = _table.Slice(size + (2 * _width), Number(_table, _width + size), "The symbol index's names");
        var places = TextSearch.Find(names, [.. symbols.Select(symbol => Encoding.ASCII.GetBytes(symbol + "\0"))])
            .Where(place => place.BeginsString).Take(4096).ToDictionary(place => place.Offset - names.Start, place => place.Text);
        var found = new Dictionary<string, long>(StringComparer.Ordinal);
        var buffer = new byte[2 * _width * 4096];
        for (var at = 0L; at < pairs.Length && places.Count > 0; at += buffer.Length)
        {
            var read = pairs.ReadUpTo(at, buffer);
            for (var pair = 0; pair + (2 * _width) <= read; pair += 2 * _width)
                if (places.TryGetValue(Number(buffer.AsSpan(pair)), out var name))
                    found.TryAdd(name, Number(buffer.AsSpan(pair + _width)));
        }

        return found;
    }

    private long Number(ByteWindow window, long at)
    {
        Span<byte> bytes = stackalloc byte[8];
        window.Read(at, bytes[.._width], "The symbol index");
        return Number(bytes);
    }

    private long Number(ReadOnlySpan<byte> bytes) => (_isBsd, _width) switch
    {
        (true, 4) => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        (true, _) => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        (false, 4) => BinaryPrimitives.ReadUInt32BigEndian(bytes),
        (false, _) => BinaryPrimitives.ReadInt64BigEndian(bytes),
    };
}
