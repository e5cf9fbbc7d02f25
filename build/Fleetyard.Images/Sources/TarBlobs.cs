using Fleetyard.Images.Tars;
using Fleetyard.Images.Tree;
using Microsoft.Win32.SafeHandles;

namespace Fleetyard.Images.Sources;

/// <summary>The files of a tar on disk; a compressed one is decompressed to temporary storage first, for it has to be read in any order.</summary>
internal sealed class TarBlobs : IBlobs
{
    private const int MostLinks = 8;

    private readonly Dictionary<string, TarEntry> entries = new(StringComparer.Ordinal);
    private readonly SafeFileHandle file;

    private TarBlobs(string where, SafeFileHandle file)
    {
        Where = where;
        this.file = file;
    }

    public string Where { get; }

    /// <summary>Reads the headers of a tar.</summary>
    /// <exception cref="ImageException">It is none, or it is broken.</exception>
    public static TarBlobs Open(string path, ImageLimits limits, CancellationToken cancellationToken) =>
        Open(path, Uncompressed(path, limits, cancellationToken), limits, cancellationToken);

    /// <summary>Reads the headers of a tar in an open file, which is its own from now on.</summary>
    public static TarBlobs Open(string where, SafeFileHandle file, ImageLimits limits, CancellationToken cancellationToken)
    {
        var blobs = new TarBlobs(where, file);
        try
        {
            var tar = new TarEntries(new FileSlice(file, 0, RandomAccess.GetLength(file)), where);
            var count = new EntryCount(where, limits.Entries);
            while (tar.Next(cancellationToken) is { } entry)
            {
                count.Add(entry);
                blobs.entries[Normal(entry.Name)] = entry;
            }

            return blobs;
        }
        catch
        {
            blobs.Dispose();
            throw;
        }
    }

    public Blob? Find(string path)
    {
        // Old engines write a layer that two images share once, and links to it.
        var name = Normal(path);
        for (var links = 0; links < MostLinks && entries.GetValueOrDefault(name) is { } entry; links++)
        {
            if (entry is { Kind: ImageEntryKind.File, IsHardLink: false })
            {
                var available = RandomAccess.GetLength(file) - entry.Offset;
                return entry.Size <= available
                    ? new Blob($"{path} of {Where}", file, entry.Offset, entry.Size)
                    : throw new ImageException($"{path} of {Where} is cut off: {entry.Size} bytes are promised, {available} are there; fetch or save it again.");
            }

            name = Normal(entry.IsHardLink || entry.LinkName.StartsWith('/') ? entry.LinkName : $"{name}/../{entry.LinkName}");
        }

        return null;
    }

    public void Dispose() => file.Dispose();

    private static SafeFileHandle Uncompressed(string path, ImageLimits limits, CancellationToken cancellationToken)
    {
        var file = File.OpenHandle(path);
        var whole = new Blob(path, file, 0, RandomAccess.GetLength(file));
        if (!whole.IsCompressed)
        {
            return file;
        }

        using (file)
        {
            using var content = whole.Open(new Budget(limits));
            return TemporaryFile.Holding(content, cancellationToken);
        }
    }

    private static string Normal(string path)
    {
        var names = new List<string>();
        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(name => name != "."))
        {
            if (name != "..")
            {
                names.Add(name);
            }
            else if (names.Count > 0)
            {
                names.RemoveAt(names.Count - 1);
            }
        }

        return string.Join('/', names);
    }
}
