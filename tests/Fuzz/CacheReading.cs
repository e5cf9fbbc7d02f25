using Fleetyard.Fuzz.Seeds;
using Fleetyard.Images;
using Fleetyard.Images.Cache;
using Fleetyard.Images.Tars;
using Fleetyard.Images.Tree;

namespace Fleetyard.Fuzz;

/// <summary>Reads the index of a layer as the cache does behind its checksum, which tells chance and not intent.</summary>
internal static class CacheReading
{
    private const int MostEntries = 50_000;

    /// <summary>The bytes are an index: what is no index is as good as none, and what is one can be laid and walked.</summary>
    public static void Read(byte[] input)
    {
        LayerTree layer;
        try
        {
            layer = LayerIndex.Read(new CacheReader(new MemoryStream(input), input.Length), 0);
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException)
        {
            return;
        }

        var merge = new Merge();
        merge.Lay(layer);
        var tree = new ImageTree(merge.Root);
        foreach (var entry in tree.Entries.Take(MostEntries))
        {
            _ = (entry.Size, entry.Mode, entry.LinkTarget, tree.Resolve(entry.Path), tree.Find(entry.Path));
        }
    }

    /// <summary>The indexes of those layers that can be read, and each of them with each of its first numbers broken.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> Seeds()
    {
        var indexes = LayerSeeds.All().Select(seed => (seed.Name, Bytes: Index(seed.Bytes))).Where(seed => seed.Bytes is not null).Select(seed => (seed.Name, Bytes: seed.Bytes!)).DistinctBy(seed => Convert.ToHexString(seed.Bytes)).ToArray();
        return [.. indexes, .. Enumerable.Range(0, indexes[0].Bytes.Length / 4).SelectMany(number => Fields.Broken(indexes[0].Bytes, $"number {number}", number * 4, 4))];
    }

    private static byte[]? Index(byte[] layer)
    {
        try
        {
            var file = new MemoryStream();
            var tree = LayerReader.Read(new TarEntries(new MemoryStream(layer), "a layer"), 0, new EntryCount("an image", MostEntries), null, CancellationToken.None);
            LayerIndex.Write(tree, new CacheWriter(file));
            return file.ToArray();
        }
        catch (ImageException)
        {
            return null;
        }
    }
}
