namespace Fleetyard.Images;

/// <summary>Tells a listener how far a reading is, not more often than eyes can follow.</summary>
/// <param name="listener">Who is told; null if nobody listens.</param>
/// <param name="state">What is read, with no bytes yet.</param>
internal sealed class ProgressMeter(IProgress<ImageProgress>? listener, ImageProgress state)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private long latest;
    private long bytes;

    /// <summary>Counts bytes that were read.</summary>
    public void Add(long count) => Tell(state with { Bytes = Interlocked.Add(ref bytes, count) });

    /// <summary>Tells how far a layer is, if it is time.</summary>
    public void Tell(ImageProgress progress)
    {
        if (listener is null)
        {
            return;
        }

        var now = TimeProvider.System.GetTimestamp();
        var before = Interlocked.Read(ref latest);
        if ((before == 0 || TimeProvider.System.GetElapsedTime(before, now) >= Pause) && Interlocked.CompareExchange(ref latest, now, before) == before)
        {
            listener.Report(progress);
        }
    }

    /// <summary>Tells that all is read.</summary>
    public void End() => listener?.Report(state with { Bytes = Interlocked.Read(ref bytes), Total = Interlocked.Read(ref bytes) });
}
