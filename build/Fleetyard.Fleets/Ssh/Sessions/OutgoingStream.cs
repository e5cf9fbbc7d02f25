namespace Fleetyard.Fleets.Ssh.Sessions;

/// <summary>Keeps what was sent until it is acknowledged, and tells what is to be sent again.</summary>
/// <remarks>The wait for an acknowledgement follows the round trips as RFC 6298 has it, within the bounds of the plugin's src/config/config.go.</remarks>
internal sealed class OutgoingStream(TimeProvider time) : IDisposable
{
    /// <summary>How many messages may be under way; the next waits.</summary>
    public const int Window = 64;

    /// <summary>A message that is not acknowledged for so long has nobody at the other end.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(1);

    private readonly SortedDictionary<long, Sent> underWay = [];
    private readonly SemaphoreSlim room = new(Window);
    private readonly Lock gate = new();
    private TimeSpan roundTrip;
    private TimeSpan variation;
    private long next;

    /// <summary>The next message, once there is room for it.</summary>
    public async Task<byte[]> NextAsync(PayloadType type, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        await room.WaitAsync(cancellationToken);
        lock (gate)
        {
            var message = new SessionMessage { Type = MessageTypes.Input, Sequence = next, PayloadType = type, Payload = payload }.Write(time.GetUtcNow());
            var now = time.GetTimestamp();
            underWay[next++] = new(message, now, now);
            return message;
        }
    }

    /// <summary>A message arrived; what is not under way is passed over.</summary>
    public void Acknowledge(long sequence)
    {
        lock (gate)
        {
            if (!underWay.Remove(sequence, out var sent))
            {
                return;
            }

            room.Release();

            // Of one that was sent twice nobody knows which arrived.
            if (sent.First == sent.Last)
            {
                var sample = time.GetElapsedTime(sent.First);
                variation = (variation * 3 / 4) + ((sample - roundTrip).Duration() / 4);
                roundTrip = (roundTrip * 7 / 8) + (sample / 8);
            }
        }
    }

    /// <summary>The oldest message, where it is to be sent again.</summary>
    /// <exception cref="SessionException">It was sent again and again in vain.</exception>
    public byte[]? Overdue()
    {
        lock (gate)
        {
            if (underWay.Count == 0)
            {
                return null;
            }

            var (sequence, oldest) = underWay.First();
            if (time.GetElapsedTime(oldest.First) > Patience)
            {
                throw new SessionException($"nothing of what was sent to the instance was acknowledged for {Patience.TotalSeconds:0} seconds");
            }

            if (time.GetElapsedTime(oldest.Last) < Timeout)
            {
                return null;
            }

            underWay[sequence] = oldest with { Last = time.GetTimestamp() };
            return oldest.Bytes;
        }
    }

    public void Dispose() => room.Dispose();

    private TimeSpan Timeout => roundTrip + (variation * 4) is var timeout && timeout < Least ? Least : timeout < Most ? timeout : Most;

    private sealed record Sent(byte[] Bytes, long First, long Last);
}
