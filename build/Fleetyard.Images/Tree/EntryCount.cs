namespace Fleetyard.Images.Tree;

/// <summary>Counts the entries of an image while its layers are read side by side.</summary>
internal sealed class EntryCount(string image, long limit)
{
    private long entries;

    /// <summary>Counts more.</summary>
    /// <exception cref="ImageException">There are too many.</exception>
    public void Add(int more = 1)
    {
        if (Interlocked.Add(ref entries, more) > limit)
        {
            throw new ImageException($"{image} has more than {limit} entries, which is the limit; raise ImageLimits.Entries if the image is to be trusted.");
        }
    }
}
