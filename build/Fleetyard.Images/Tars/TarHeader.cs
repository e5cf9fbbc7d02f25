using System.Buffers.Binary;
using System.Text;

namespace Fleetyard.Images.Tars;

/// <summary>A tar's header block of 512 bytes: POSIX.1-1988 ustar and GNU's variant.</summary>
internal readonly ref struct TarHeader(ReadOnlySpan<byte> block)
{
    public const int BlockSize = 512;
    private const int ChecksumAt = 148;
    private const int ChecksumLength = 8;
    private readonly ReadOnlySpan<byte> block = block;

    public bool IsEmpty => !block.ContainsAnyExcept((byte)0);

    public char Type => (char)block[156];

    /// <summary>Whether the checksum is right, which old tars reckoned with signed bytes.</summary>
    public bool IsSound
    {
        get
        {
            if (Number(ChecksumAt, ChecksumLength) is not { } stated)
            {
                return false;
            }

            var sum = Sum(block) - Sum(block.Slice(ChecksumAt, ChecksumLength)) + (ChecksumLength * ' ');
            return stated == sum || stated == sum - (256 * NegativeBytes());
        }
    }

    public string Name
    {
        get
        {
            var name = Text(0, 100);
            return block.Slice(257, 6).SequenceEqual("ustar\0"u8) && Text(345, 155) is { Length: > 0 } prefix ? $"{prefix}/{name}" : name;
        }
    }

    public string LinkName => Text(157, 100);

    public long? Size => Number(124, 12);

    public int Mode => (int)((Number(100, 8) ?? 0) & 0b111_111_111_111);

    /// <summary>GNU's old sparse format: whether blocks follow that go on with the map.</summary>
    public bool SparseMapGoesOn => block[482] != 0;

    /// <summary>GNU's old sparse format: the size with holes.</summary>
    public long? SparseSize => Number(483, 12);

    private static int Sum(ReadOnlySpan<byte> bytes)
    {
        var sum = 0;
        foreach (var value in bytes)
        {
            sum += value;
        }

        return sum;
    }

    private int NegativeBytes()
    {
        var negative = 0;
        for (var at = 0; at < BlockSize; at++)
        {
            negative += at is >= ChecksumAt and < ChecksumAt + ChecksumLength ? 0 : block[at] >> 7;
        }

        return negative;
    }

    private string Text(int at, int length)
    {
        var field = block.Slice(at, length);
        var end = field.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? field : field[..end]);
    }

    /// <summary>Octal digits, or a big-endian number where the first bit is set; null for anything else, and for less than none.</summary>
    private long? Number(int at, int length)
    {
        var field = block.Slice(at, length);
        if ((field[0] & 0x80) != 0)
        {
            var value = length > 8 ? field[1..^8].ContainsAnyExcept((byte)0) ? -1 : BinaryPrimitives.ReadInt64BigEndian(field[^8..]) : BinaryPrimitives.ReadInt64BigEndian(field) & long.MaxValue;
            return field[0] == 0x80 && value >= 0 ? value : null;
        }

        long number = 0;
        foreach (var digit in field.Trim(" \0"u8))
        {
            if (digit is < (byte)'0' or > (byte)'7')
            {
                return null;
            }

            number = (number << 3) | (uint)(digit - '0');
        }

        return number;
    }
}
