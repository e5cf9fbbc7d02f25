using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;

namespace Fleetyard.Images.Cache;

/// <summary>Writes what a file of the cache holds, and reckons its checksum.</summary>
internal sealed class CacheWriter(Stream file)
{
    private readonly XxHash128 hash = new();

    public long Length { get; private set; }

    public byte[] Checksum => hash.GetCurrentHash();

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        hash.Append(bytes);
        file.Write(bytes);
        Length += bytes.Length;
    }

    public void Number(int number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        Bytes(bytes);
    }

    /// <summary>Values as they lie in memory; every system that .NET runs on here is little-endian.</summary>
    public void Values<T>(ReadOnlySpan<T> values)
        where T : unmanaged => Bytes(MemoryMarshal.AsBytes(values));

    public void Block(ReadOnlySpan<byte> bytes)
    {
        Number(bytes.Length);
        Bytes(bytes);
    }

    public void Text(string text) => Block(Encoding.UTF8.GetBytes(text));
}
