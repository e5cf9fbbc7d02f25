using System.Collections.Concurrent;
using Microsoft.Win32.SafeHandles;

namespace Fleetyard.Images.Sources;

/// <summary>Contents of files that cannot be read again by seeking, in temporary storage of a bounded size.</summary>
internal sealed class KeptContents(long limit) : IDisposable
{
    private readonly ConcurrentDictionary<(int Layer, long Offset), (long Start, long Length)> kept = new();
    private readonly Lazy<SafeFileHandle> file = new(TemporaryFile.Create);
    private long used;

    /// <summary>Keeps a content, if there is room for it.</summary>
    /// <param name="layer">The layer it is of.</param>
    /// <param name="offset">Where in the layer's tar it begins.</param>
    /// <param name="length">How many bytes it has.</param>
    /// <param name="copy">Writes it.</param>
    /// <returns>Whether it is kept.</returns>
    public bool Keep(int layer, long offset, long length, Action<Stream> copy)
    {
        var end = Interlocked.Add(ref used, length);
        if (end > limit)
        {
            Interlocked.Add(ref used, -length);
            return false;
        }

        copy(new Writer(file.Value, end - length));
        kept[(layer, offset)] = (end - length, length);
        return true;
    }

    /// <summary>Forgets the contents of a layer that proved to be another than was promised; their room stays used.</summary>
    public void Forget(int layer)
    {
        foreach (var place in kept.Keys.Where(place => place.Layer == layer))
        {
            kept.TryRemove(place, out _);
        }
    }

    /// <summary>A content that is kept, or null.</summary>
    public Stream? Open(int layer, long offset) =>
        kept.TryGetValue((layer, offset), out var place) ? new FileSlice(file.Value, place.Start, place.Length) : null;

    public void Dispose()
    {
        if (file.IsValueCreated)
        {
            file.Value.Dispose();
        }
    }

    private sealed class Writer(SafeFileHandle file, long start) : Stream
    {
        private long position = start;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => position;
            set => throw new NotSupportedException();
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            RandomAccess.Write(file, buffer, position);
            position += buffer.Length;
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
