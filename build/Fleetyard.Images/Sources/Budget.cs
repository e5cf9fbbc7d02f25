namespace Fleetyard.Images.Sources;

/// <summary>Counts what an image decompresses to, all its layers together.</summary>
internal sealed class Budget(ImageLimits limits)
{
    private long spent;

    public ImageLimits Limits => limits;

    /// <summary>Counts bytes of one blob.</summary>
    /// <param name="what">The blob, for the message.</param>
    /// <param name="bytes">How many more it decompressed to.</param>
    /// <param name="total">How many it has decompressed to altogether.</param>
    /// <param name="compressed">How large it is itself.</param>
    /// <exception cref="ImageException">It is too much.</exception>
    public void Spend(string what, long bytes, long total, long compressed)
    {
        if (Interlocked.Add(ref spent, bytes) > limits.UncompressedBytes)
        {
            throw new ImageException($"{what} brings the image to more than {limits.UncompressedBytes} bytes decompressed, which is the limit; raise ImageLimits.UncompressedBytes if the image is to be trusted.");
        }

        if (total > limits.FreeBytes && total / limits.Expansion > compressed)
        {
            throw new ImageException($"{what} decompresses to more than {limits.Expansion} times its {compressed} bytes, as a decompression bomb does; if the image is to be trusted, decompress it first or raise ImageLimits.Expansion.");
        }
    }
}
