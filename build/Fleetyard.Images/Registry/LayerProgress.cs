namespace Fleetyard.Images.Registry;

/// <summary>Tells how far a layer is, now and then.</summary>
/// <param name="listener">Who is told.</param>
/// <param name="start">What is told at the start.</param>
/// <param name="time">The clock.</param>
internal sealed class LayerProgress(IProgress<ImageProgress> listener, ImageProgress start, TimeProvider time)
{
    /// <summary>Two layers are read at a time, which makes ten times a second.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.2);

    private long? latest;
    private long told = -1;

    /// <summary>So many bytes were read.</summary>
    public void Report(long bytes)
    {
        if (bytes == told || (latest is { } before && bytes != start.Total && time.GetElapsedTime(before) < Interval))
        {
            return;
        }

        latest = time.GetTimestamp();
        told = bytes;
        listener.Report(start with { Bytes = bytes });
    }
}
