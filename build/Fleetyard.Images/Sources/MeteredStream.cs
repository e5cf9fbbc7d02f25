namespace Fleetyard.Images.Sources;

/// <summary>A stream that is read forward, and tells how far.</summary>
/// <param name="inner">The stream; belongs to the caller.</param>
/// <param name="read">Is told how many bytes were read altogether.</param>
internal sealed class MeteredStream(Stream inner, Action<long> read) : ForwardStream
{
    private long total;

    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        total += count;
        read(total);
        return count;
    }
}
