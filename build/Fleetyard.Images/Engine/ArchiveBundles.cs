namespace Fleetyard.Images.Engine;

/// <summary>Which directories to ask a container for whole, since many of their files are wanted.</summary>
internal static class ArchiveBundles
{
    /// <summary>What the engine could send while it gets ready to send anything: 55 ms at 310 MB/s, measured on Docker 20.10.</summary>
    private const long BytesOfAsking = 16L << 20;

    /// <summary>The directories that cost less whole than file by file; none lies in another.</summary>
    /// <param name="entries">All entries, each directory before what it holds.</param>
    /// <param name="wanted">The files whose contents are wanted.</param>
    public static IReadOnlyList<string> Of(IEnumerable<ImageEntry> entries, IReadOnlyCollection<ImageEntry> wanted)
    {
        var byDirectory = wanted.GroupBy(file => Parent(file.Path)).Where(files => files.Count() > 1)
            .ToDictionary(files => files.Key, files => files.Sum(file => file.Size) + ((files.Count() - 1) * BytesOfAsking), StringComparer.Ordinal);
        var whole = byDirectory.Keys.ToDictionary(directory => directory, _ => 0L, StringComparer.Ordinal);
        foreach (var file in entries.Where(entry => entry.Kind == ImageEntryKind.File && whole.Count > 0))
        {
            for (var directory = Parent(file.Path); directory.Length > 0; directory = Parent(directory))
            {
                if (whole.TryGetValue(directory, out var bytes))
                {
                    whole[directory] = bytes + file.Size;
                }
            }
        }

        var chosen = new List<string>();
        foreach (var directory in whole.Where(one => one.Value <= byDirectory[one.Key]).Select(one => one.Key).Order(StringComparer.Ordinal))
        {
            if (!chosen.Exists(outer => directory.StartsWith(outer + '/', StringComparison.Ordinal)))
            {
                chosen.Add(directory);
            }
        }

        return chosen;
    }

    private static string Parent(string path) => path[..Math.Max(0, path.LastIndexOf('/'))];
}
