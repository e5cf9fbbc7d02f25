using System.Globalization;
using System.Text;

namespace Fleetyard.Images.Identification;

/// <summary>Reads the headers of an archive's members, and their names (ar(5): 60 bytes of text, members at even offsets).</summary>
internal sealed class ArHeaders(ByteWindow file, bool isThin)
{
    private const int Size = 60;

    /// <summary>GNU's table of long names; null when the archive has none.</summary>
    public ByteWindow? LongNames { get; set; }

    /// <exception cref="MalformedFileException">There is no header, or the member reaches out of the archive.</exception>
    public ArHeader At(long offset)
    {
        Span<byte> bytes = stackalloc byte[Size];
        file.Read(offset, bytes, "A member's header");
        if (!bytes.EndsWith("`\n"u8))
            throw new MalformedFileException($"There is no member's header at byte {file.Start + offset} of the archive.");

        var name = Encoding.ASCII.GetString(bytes[..16]).TrimEnd(' ');
        var size = Number(Encoding.ASCII.GetString(bytes[48..58]), "size", offset);
        var (data, end) = (offset + Size, offset + Size + size);
        if (name.StartsWith("#1/", StringComparison.Ordinal))
        {
            // BSD writes a long name before the member's bytes, and counts it in their size.
            var length = Number(name[3..], "name's length", offset);
            name = file.Slice(data, Math.Min(length, size), "A member's name").Text(0);
            (data, size) = (data + length, size - length);
        }

        var isOutside = isThin && name is not ("/" or "//" or "/SYM64/");
        if (size < 0 || (!isOutside && end > file.Length))
            throw new MalformedFileException($"The member at byte {file.Start + offset} reaches to byte {end}, out of the archive's {file.Length}.");

        var next = isOutside ? data : end;
        return new(name, data, size, isOutside, next + (next & 1));
    }

    public ArMember Member(ArHeader header) => new(Name(header.RawName), header.Data, header.Size, header.IsOutside);

    private string Name(string raw)
    {
        if (raw.Length < 2 || raw[0] != '/')
            return raw.TrimEnd('/');

        // GNU refers to the table of long names by offset; each of them ends with a slash and a line feed.
        if (LongNames is null || !long.TryParse(raw.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var offset))
            return raw;

        return LongNames.Text(offset, 512).Split('\n')[0].TrimEnd('/');
    }

    private long Number(string text, string what, long offset) =>
        long.TryParse(text.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new MalformedFileException($"The {what} of the member at byte {file.Start + offset} is \"{OneLine.Of(text)}\", which is no number.");
}
