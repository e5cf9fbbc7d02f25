using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Fleetyard.Images.Cache;

/// <summary>A file of the cache: a header that tells what it holds, and a checksum. What is torn, changed or another's is no file.</summary>
/// <remarks>Nothing waits for the disk: after a crash, the checksum tells a file that was not written to its end.</remarks>
internal static class CacheFile
{
    /// <summary>What a temporary file's name ends with until it is whole.</summary>
    public const string Unfinished = ".tmp";

    private const int BufferSize = 1 << 16;
    private const int KeyAt = 8;
    private const int LengthAt = KeyAt + 16;
    private const int ChecksumAt = LengthAt + sizeof(long);
    private const int HeaderSize = ChecksumAt + 16;

    /// <summary>The last byte is the version of what follows.</summary>
    private static ReadOnlySpan<byte> Magic => "FLTYARD\u0001"u8;

    /// <summary>Reads a file; null if there is none that is sound and about the key.</summary>
    /// <param name="path">The file.</param>
    /// <param name="key">What it is about.</param>
    /// <param name="read">Reads what it holds.</param>
    /// <param name="spoiled">Why a file that is there is as good as none; else null.</param>
    public static T? Read<T>(string path, CacheKey key, Func<CacheReader, T> read, out string? spoiled)
        where T : class
    {
        spoiled = null;
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferSize);
            var header = new byte[HeaderSize];
            file.ReadExactly(header);
            var length = BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(LengthAt));
            CacheReader.Require(header.AsSpan().StartsWith(Magic) && header.AsSpan(KeyAt, 16).SequenceEqual(Hash(key)) && file.Length == HeaderSize + length);
            var reader = new CacheReader(file, length);
            var content = read(reader);
            CacheReader.Require(reader.IsAtEnd && reader.Checksum.AsSpan().SequenceEqual(header.AsSpan(ChecksumAt)));
            return content;
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            spoiled = fault is InvalidDataException or EndOfStreamException ? "it is not what was written there, or another version wrote it" : fault.Message.TrimEnd('.');
            return null;
        }
    }

    /// <summary>Writes a file in the place of another; who reads that one goes on reading it.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string path, CacheKey key, Action<CacheWriter> write)
    {
        var unfinished = $"{path}.{Guid.NewGuid():n}{Unfinished}";
        try
        {
            using (var file = new FileStream(unfinished, Owners()))
            {
                file.Position = HeaderSize;
                var writer = new CacheWriter(file);
                write(writer);

                Span<byte> header = stackalloc byte[HeaderSize];
                Magic.CopyTo(header);
                Hash(key).CopyTo(header[KeyAt..]);
                BinaryPrimitives.WriteInt64LittleEndian(header[LengthAt..], writer.Length);
                writer.Checksum.CopyTo(header[ChecksumAt..]);
                file.Position = 0;
                file.Write(header);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    private static byte[] Hash(CacheKey key) => XxHash128.Hash(Encoding.UTF8.GetBytes($"{key.Kind} {key.Digest} {key.Platform}"));

    private static FileStreamOptions Owners()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = BufferSize };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
