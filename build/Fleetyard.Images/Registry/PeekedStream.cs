using Fleetyard.Images.Sources;

namespace Fleetyard.Images.Registry;

/// <summary>A stream whose first bytes were looked at, from its beginning.</summary>
/// <param name="head">The first bytes.</param>
/// <param name="rest">The stream behind them; belongs to the caller.</param>
internal sealed class PeekedStream(ReadOnlyMemory<byte> head, Stream rest) : ForwardStream
{
    private ReadOnlyMemory<byte> head = head;

    public override int Read(Span<byte> buffer)
    {
        if (head.IsEmpty)
        {
            return rest.Read(buffer);
        }

        var count = Math.Min(head.Length, buffer.Length);
        head.Span[..count].CopyTo(buffer);
        head = head[count..];
        return count;
    }
}
