using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;

namespace Fleetyard.Images.Cache;

/// <summary>Reads what a file of the cache holds; whatever does not fit is an <see cref="InvalidDataException"/>.</summary>
internal sealed class CacheReader(Stream file, long length)
{
    private readonly XxHash128 hash = new();
    private long left = length;

    public byte[] Checksum => hash.GetCurrentHash();

    public bool IsAtEnd => left == 0;

    public void Bytes(Span<byte> bytes)
    {
        Require(bytes.Length <= left);
        file.ReadExactly(bytes);
        hash.Append(bytes);
        left -= bytes.Length;
    }

    public int Number()
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        Bytes(bytes);
        return BinaryPrimitives.ReadInt32LittleEndian(bytes);
    }

    /// <summary>How many things follow, no more than the file has room for.</summary>
    /// <param name="size">The fewest bytes that one takes.</param>
    public int Count(int size)
    {
        var count = Number();
        Require(count >= 0 && (long)count * size <= left);
        return count;
    }

    public void Values<T>(Span<T> values)
        where T : unmanaged => Bytes(MemoryMarshal.AsBytes(values));

    public byte[] Block()
    {
        var bytes = new byte[Count(1)];
        Bytes(bytes);
        return bytes;
    }

    public string Text() => Encoding.UTF8.GetString(Block());

    /// <summary>What the reader relies on.</summary>
    /// <exception cref="InvalidDataException">It is not so.</exception>
    public static void Require(bool isSo)
    {
        if (!isSo)
        {
            throw new InvalidDataException();
        }
    }
}
