namespace Fleetyard.LocalCloud.Ssm.Sessions;

/// <summary>What the agent sent and the client has not acknowledged yet.</summary>
/// <remarks>Source of the times: github.com/aws/amazon-ssm-agent, agent/session/config/config.go.</remarks>
internal sealed class OutgoingStream(TimeProvider time) : IDisposable
{
    private const int Window = 64;

    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(500);

    private readonly SortedDictionary<long, Sent> unacknowledged = [];
    private readonly SemaphoreSlim room = new(Window);
    private readonly Lock gate = new();
    private long next;

    /// <summary>The next message of the stream, as soon as the client has acknowledged enough of those before.</summary>
    public async Task<byte[]> NextAsync(uint payloadType, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        await room.WaitAsync(cancellationToken);
        lock (gate)
        {
            var bytes = new SessionMessage(SessionMessage.Output, next, payloadType, payload) { Flags = next == 0 ? 1UL : 0 }.Write(time.GetUtcNow());
            unacknowledged[next++] = new(bytes, time.GetTimestamp());
            return bytes;
        }
    }

    public void Acknowledge(long sequence)
    {
        lock (gate)
        {
            if (unacknowledged.Remove(sequence))
            {
                room.Release();
            }
        }
    }

    /// <summary>The oldest message, where its acknowledgement is overdue.</summary>
    public byte[]? Overdue()
    {
        lock (gate)
        {
            if (unacknowledged.Count == 0)
            {
                return null;
            }

            var (sequence, oldest) = unacknowledged.First();
            if (time.GetElapsedTime(oldest.At) < Timeout)
            {
                return null;
            }

            unacknowledged[sequence] = oldest with { At = time.GetTimestamp() };
            return oldest.Bytes;
        }
    }

    public void Dispose() => room.Dispose();

    private sealed record Sent(byte[] Bytes, long At);
}
