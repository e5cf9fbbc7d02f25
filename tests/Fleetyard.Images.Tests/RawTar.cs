using System.Text;

namespace Fleetyard.Images.Tests;

/// <summary>Blocks of a tar as no honest writer makes them.</summary>
internal static class RawTar
{
    private const int Block = 512;

    /// <summary>A header with a right checksum; each char of the size is a byte.</summary>
    public static byte[] Header(string name, char type, string size)
    {
        var block = new byte[Block];
        Encoding.ASCII.GetBytes(name, block);
        Encoding.Latin1.GetBytes("0000644", block.AsSpan(100));
        Encoding.Latin1.GetBytes(size, block.AsSpan(124));
        block[156] = (byte)type;
        "ustar\0"u8.CopyTo(block.AsSpan(257));
        MendChecksum(block);
        return block;
    }

    public static byte[] Entry(string name, char type, byte[] body) =>
        [.. Header(name, type, Convert.ToString(body.Length, 8).PadLeft(11, '0')), .. body, .. new byte[(Block - (body.Length % Block)) % Block]];

    /// <summary>Gives every block that may be a header a right checksum, so that a spoiled tar is read further.</summary>
    public static void MendChecksums(byte[] tar)
    {
        for (var at = 0; at + Block <= tar.Length; at += Block)
        {
            if (tar.AsSpan(at + 257, 5).SequenceEqual("ustar"u8))
            {
                MendChecksum(tar.AsSpan(at, Block));
            }
        }
    }

    private static void MendChecksum(Span<byte> block)
    {
        block.Slice(148, 8).Fill((byte)' ');
        var sum = 0;
        foreach (var value in block)
        {
            sum += value;
        }

        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ", block.Slice(148, 8));
    }
}
