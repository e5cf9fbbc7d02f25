using System.Buffers.Binary;

namespace Fleetyard.Fuzz;

/// <summary>Spoils an input, the same way for the same seed.</summary>
public sealed class Mutations(int seed)
{
    private const int Most = 1 << 20;
    private static readonly long[] Numbers = [0, 1, -1, 0x7F, 0x80, 0xFF, short.MaxValue, ushort.MaxValue, int.MaxValue, uint.MaxValue, long.MaxValue, long.MinValue, 512];
    private readonly Random random = new(seed);

    /// <summary>One to eight changes; what may be a tar's header gets a right checksum at times, or nothing behind it would be read.</summary>
    public byte[] Spoil(byte[] input, byte[] other)
    {
        var bytes = input.ToArray();
        for (var changes = random.Next(1, 9); changes > 0; changes--)
        {
            bytes = Change(bytes, other);
        }

        if (random.Next(4) > 0)
        {
            RawTar.MendChecksums(bytes);
        }

        return bytes.Length <= Most ? bytes : bytes[..Most];
    }

    private byte[] Change(byte[] bytes, byte[] other)
    {
        if (bytes.Length < 16)
        {
            return [.. bytes, (byte)random.Next(256)];
        }

        var at = random.Next(bytes.Length - 8);
        var length = random.Next(1, Math.Min(1024, bytes.Length - at));
        switch (random.Next(9))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1:
                bytes[at] = (byte)random.Next(256);
                return bytes;
            case 2:
                bytes[at] = (byte)random.Next('0', '8');
                return bytes;
            case 3:
                return WithNumber(bytes, at);
            case 4:
                return bytes[..at];
            case 5:
                return [.. bytes[..at], .. bytes[(at + length)..]];
            case 6:
                return [.. bytes[..(at + length)], .. bytes[at..]];
            case 7:
                return [.. bytes[..at], .. other[random.Next(other.Length)..]];
            default:
                bytes.AsSpan(at, length).Fill((byte)random.Next(256));
                return bytes;
        }
    }

    /// <summary>A number that readers stumble over, of any width and order.</summary>
    private byte[] WithNumber(byte[] bytes, int at)
    {
        var number = random.Next(3) == 0 ? bytes.Length - random.Next(3) : Numbers[random.Next(Numbers.Length)];
        Span<byte> written = stackalloc byte[8];
        var width = 1 << random.Next(4);
        if (random.Next(2) == 0)
        {
            BinaryPrimitives.WriteInt64LittleEndian(written, number);
            written[..width].CopyTo(bytes.AsSpan(at));
            return bytes;
        }

        BinaryPrimitives.WriteInt64BigEndian(written, number);
        written[^width..].CopyTo(bytes.AsSpan(at));
        return bytes;
    }
}
