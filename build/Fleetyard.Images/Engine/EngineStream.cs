namespace Fleetyard.Images.Engine;

/// <summary>What an engine sends, for readers that do not await: the client library's streams are asynchronous only.</summary>
/// <param name="inner">The answer's body; belongs to the caller.</param>
/// <param name="progress">Is told what is read; null if nobody is.</param>
/// <param name="cancellationToken">Ends a read that waits.</param>
internal sealed class EngineStream(Stream inner, ProgressMeter? progress, CancellationToken cancellationToken) : Stream
{
    private readonly byte[] buffer = new byte[1 << 17];
    private int next;
    private int end;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> target)
    {
        if (next == end)
        {
            next = 0;
            end = inner.ReadAsync(buffer, cancellationToken).AsTask().GetAwaiter().GetResult();
            progress?.Add(end);
        }

        var count = Math.Min(target.Length, end - next);
        buffer.AsSpan(next, count).CopyTo(target);
        next += count;
        return count;
    }

    public override int Read(byte[] target, int offset, int count) => Read(target.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] source, int offset, int count) => throw new NotSupportedException();
}
