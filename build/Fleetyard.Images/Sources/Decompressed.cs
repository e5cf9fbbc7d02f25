namespace Fleetyard.Images.Sources;

/// <summary>What a blob decompresses to, read forward, each byte counted; what the decompressor dislikes becomes one line.</summary>
internal sealed class Decompressed(Stream inner, string what, long compressed, Budget budget) : Stream
{
    private long total;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => total;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        try
        {
            var read = inner.Read(buffer);
            total += read;
            budget.Spend(what, read, total, compressed);
            return read;
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException or ZstdSharp.ZstdException)
        {
            throw new ImageException($"{what} is broken after {total} bytes of its content: {fault.Message.TrimEnd('.').ReplaceLineEndings(" ")}; fetch or save it again.", fault);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
