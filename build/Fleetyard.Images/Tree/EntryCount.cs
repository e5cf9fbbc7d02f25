using System.Text;
using Fleetyard.Images.Tars;

namespace Fleetyard.Images.Tree;

/// <summary>Counts the entries of an image while its layers are read side by side.</summary>
internal sealed class EntryCount(string image, long limit)
{
    /// <summary>Bytes of a name and a link's target that come with an entry; longer ones count for as many entries as they take the room of.</summary>
    private const int BytesOfEntry = 256;

    private long entries;

    /// <summary>Counts an entry of a tar.</summary>
    /// <exception cref="ImageException">There are too many.</exception>
    public void Add(TarEntry entry) => Add(1 + ((Encoding.UTF8.GetByteCount(entry.Name) + Encoding.UTF8.GetByteCount(entry.LinkName)) / BytesOfEntry));

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
