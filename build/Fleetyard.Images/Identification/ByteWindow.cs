using System.Text;

namespace Fleetyard.Images.Identification;

/// <summary>A part of a seekable stream, read by offset. What lies outside of it is a fault of the file, never of the reader.</summary>
internal sealed class ByteWindow
{
    private readonly Stream _stream;

    private ByteWindow(Stream stream, long start, long length) => (_stream, Start, Length) = (stream, start, length);

    /// <summary>Where the window begins in its file, in bytes.</summary>
    public long Start { get; }

    /// <summary>How long it is, in bytes.</summary>
    public long Length { get; }

    /// <exception cref="ArgumentException">The stream cannot seek.</exception>
    public static ByteWindow Over(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return stream.CanSeek ? new(stream, 0, stream.Length) : throw new ArgumentException("The stream cannot seek; give one that can.", nameof(stream));
    }

    /// <exception cref="MalformedFileException">The part reaches out of this window.</exception>
    public ByteWindow Slice(long offset, long length, string what)
    {
        Check(offset, length, what);
        return new(_stream, Start + offset, length);
    }

    /// <summary>Fills the buffer.</summary>
    /// <exception cref="MalformedFileException">The window or the file ends before the buffer is full.</exception>
    public void Read(long offset, Span<byte> buffer, string what)
    {
        Check(offset, buffer.Length, what);
        if (ReadUpTo(offset, buffer) < buffer.Length)
            throw new MalformedFileException($"The file ends before {what} does, at byte {Start + offset}; it is shorter than it says.");
    }

    /// <summary>Fills as much of the buffer as there are bytes; their number.</summary>
    public int ReadUpTo(long offset, Span<byte> buffer)
    {
        if (offset < 0 || offset >= Length)
            return 0;

        _stream.Position = Start + offset;
        var most = (int)Math.Min(buffer.Length, Length - offset);
        return _stream.ReadAtLeast(buffer[..most], most, throwOnEndOfStream: false);
    }

    /// <summary>The text up to the next NUL, cut at <paramref name="most"/> bytes; empty outside of the window.</summary>
    public string Text(long offset, int most = 256)
    {
        Span<byte> buffer = stackalloc byte[most];
        var read = buffer[..ReadUpTo(offset, buffer)];
        var end = read.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? read : read[..end]);
    }

    private void Check(long offset, long length, string what)
    {
        if (offset < 0 || length < 0 || offset > Length || length > Length - offset)
            throw new MalformedFileException($"{what} should be {length} bytes at {Start + offset}, which is outside of the {Length} bytes that there are.");
    }
}
