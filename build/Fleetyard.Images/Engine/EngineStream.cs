using Fleetyard.Images.Sources;

namespace Fleetyard.Images.Engine;

/// <summary>What an engine sends, for readers that do not await: the client library's streams are asynchronous only.</summary>
/// <param name="inner">The answer's body; belongs to the caller.</param>
/// <param name="progress">Is told what is read; null if nobody is.</param>
/// <param name="cancellationToken">Ends a read that waits.</param>
internal sealed class EngineStream(Stream inner, ProgressMeter? progress, CancellationToken cancellationToken) : ForwardStream
{
    private readonly byte[] buffer = new byte[1 << 17];
    private int next;
    private int end;

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
}
