using System.Security.Cryptography;
using Fleetyard.Images.Sources;

namespace Fleetyard.Images.Registry;

/// <summary>Reads a blob, and compares it with its digest and size at its end.</summary>
/// <remarks>Nothing that was read of it may be used before <see cref="Verify"/>.</remarks>
/// <param name="inner">The blob; belongs to the caller.</param>
/// <param name="digest">Its digest.</param>
/// <param name="size">Its size in bytes; null if that is not known.</param>
/// <param name="what">What it is, for messages.</param>
/// <param name="read">Told how many bytes were read so far.</param>
internal sealed class VerifiedStream(Stream inner, BlobDigest digest, long? size, string what, Action<long>? read = null) : ForwardStream
{
    private readonly IncrementalHash hash = digest.Start();
    private long total;

    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        hash.AppendData(buffer[..count]);
        total += count;
        read?.Invoke(total);
        if (total > size)
        {
            throw new ImageException($"{what} has more than the {size} bytes that its manifest says; push the image again.");
        }

        // Decompressors would call it broken, where it is only cut off on its way.
        return count > 0 || buffer.Length == 0 || total >= (size ?? 0) ? count : throw new TransferException($"it ended after {total} of {size} bytes");
    }

    /// <summary>Reads what is left, and compares.</summary>
    /// <exception cref="ImageException">It is something else than was promised.</exception>
    public void Verify()
    {
        var rest = new byte[1 << 16];
        while (Read(rest) > 0)
        {
        }

        if (!digest.Is(hash))
        {
            throw new ImageException($"{what} is not what {digest} names: its bytes have another digest, so they were changed on their way or in the registry; try again, or push the image again.");
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            hash.Dispose();
        }

        base.Dispose(disposing);
    }
}
