namespace Fleetyard.Images.Sources;

/// <summary>What a blob decompresses to, read forward, each byte counted; what the decompressor dislikes becomes one line.</summary>
internal sealed class Decompressed(Stream inner, string what, long compressed, Budget budget) : ForwardStream
{
    private long total;

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

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
