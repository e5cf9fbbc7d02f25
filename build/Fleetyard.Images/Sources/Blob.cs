using System.IO.Compression;
using Microsoft.Win32.SafeHandles;
using ZstdSharp;

namespace Fleetyard.Images.Sources;

/// <summary>A part of a file on disk: a layer, a manifest, a configuration.</summary>
/// <param name="Name">Where it is, for messages.</param>
/// <param name="File">The file.</param>
/// <param name="Start">Where it begins in the file.</param>
/// <param name="Length">How many bytes it has.</param>
internal sealed record Blob(string Name, SafeFileHandle File, long Start, long Length)
{
    private const int BufferSize = 1 << 17;

    /// <summary>Manifests and configurations are some kilobytes; registries refuse more than 4 MiB.</summary>
    internal const int LargestDocument = 16 << 20;

    /// <summary>A compressed blob is told by its first bytes, for media types are wrong at times: gzip RFC 1952, zstd RFC 8878.</summary>
    public bool IsCompressed => IsGzip(Magic()) || IsZstd(Magic());

    /// <summary>The content, decompressed if need be; seekable if not.</summary>
    public Stream Open(Budget budget)
    {
        var magic = Magic();
        var raw = new FileSlice(File, Start, Length);
        return Unpack(magic, raw) is { } unpacked ? new BufferedStream(new Decompressed(unpacked, Name, Length, budget), BufferSize) : raw;
    }

    /// <summary>What a stream decompresses to, by its first bytes; null if it is not compressed.</summary>
    public static Stream? Unpack(byte[] magic, Stream packed) =>
        IsGzip(magic) ? new GZipStream(new BufferedStream(packed, BufferSize), CompressionMode.Decompress)
        : IsZstd(magic) ? new DecompressionStream(new BufferedStream(packed, BufferSize))
        : null;

    /// <summary>All bytes of a small document.</summary>
    public byte[] ReadDocument()
    {
        if (Length > LargestDocument)
        {
            throw new ImageException($"{Name} has {Length} bytes, too many for a manifest or a configuration; fetch or save it again.");
        }

        var bytes = new byte[Length];
        using var raw = new FileSlice(File, Start, Length);
        return raw.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length
            ? bytes
            : throw new ImageException($"{Name} is cut off; fetch or save it again.");
    }

    private byte[] Magic()
    {
        var magic = new byte[4];
        using var raw = new FileSlice(File, Start, Length);
        raw.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        return magic;
    }

    private static bool IsGzip(byte[] magic) => magic is [0x1F, 0x8B, ..];

    private static bool IsZstd(byte[] magic) => magic is [0x28, 0xB5, 0x2F, 0xFD];
}
