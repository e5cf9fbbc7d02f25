using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace Fleetyard.Fleets.Tests.World;

/// <summary>A clock for who waits: a wait is over in a few milliseconds, and that much later it is, or some strides as much. The other clock goes with it, and waits as usual.</summary>
internal sealed class JumpingTime(FakeTimeProvider other, double stride = 1) : TimeProvider
{
    /// <summary>What the other side may use to do its work.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(5);

    private readonly ConcurrentQueue<TimeSpan> pauses = new();

    public JumpingTime(double stride = 1)
        : this(new FakeTimeProvider(DateTimeOffset.UtcNow), stride)
    {
    }

    /// <summary>Every wait so far.</summary>
    public IReadOnlyList<TimeSpan> Pauses => [.. pauses];

    public override long TimestampFrequency => other.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => other.GetUtcNow();

    public override long GetTimestamp() => other.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        pauses.Enqueue(dueTime);
        other.Advance(dueTime * stride);
        return System.CreateTimer(callback, state, Breath, period);
    }
}
