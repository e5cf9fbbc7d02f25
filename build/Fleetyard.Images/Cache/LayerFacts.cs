namespace Fleetyard.Images.Cache;

/// <summary>What is remembered of the entries of layers: a file for each layer and kind, read once and written once.</summary>
/// <param name="cache">The cache.</param>
/// <param name="origin">Where an entry comes from.</param>
/// <param name="platform">The image's platform: an engine with containerd's store gives all platforms of an image one ID.</param>
internal sealed class LayerFacts(LayerCache cache, Func<ImageEntry, ImageOrigin> origin, string platform) : IRemembered
{
    private const int SmallestFact = 2 * sizeof(int);

    private readonly Dictionary<CacheKey, (Dictionary<string, byte[]> Known, Dictionary<string, byte[]> New)> layers = [];
    private readonly Lock turn = new();

    /// <inheritdoc/>
    public byte[]? Find(string kind, ImageEntry entry)
    {
        using var mine = turn.EnterScope();
        var (known, added, path) = Of(kind, entry);
        return added.GetValueOrDefault(path) ?? known.GetValueOrDefault(path);
    }

    /// <inheritdoc/>
    public void Keep(string kind, ImageEntry entry, byte[] facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        using var mine = turn.EnterScope();
        Of(kind, entry).New[Of(kind, entry).Path] = facts;
    }

    /// <summary>Writes what is new, beside what other processes wrote meanwhile.</summary>
    public void Flush()
    {
        using var mine = turn.EnterScope();
        foreach (var (key, (_, added)) in layers.Where(layer => layer.Value.New.Count > 0))
        {
            var facts = Read(key);
            foreach (var (path, fact) in added)
            {
                facts[path] = fact;
            }

            cache.Write(key, writer => Write(facts, writer));
        }

        layers.Clear();
    }

    private (Dictionary<string, byte[]> Known, Dictionary<string, byte[]> New, string Path) Of(string kind, ImageEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var from = origin(entry);
        var key = new CacheKey($"facts-{kind}", from.Digest, platform);
        if (!layers.TryGetValue(key, out var facts))
        {
            layers[key] = facts = (Read(key), []);
        }

        return (facts.Known, facts.New, from.Path);
    }

    private Dictionary<string, byte[]> Read(CacheKey key) => cache.Read(key, reader =>
    {
        var facts = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        for (var left = reader.Count(SmallestFact); left > 0; left--)
        {
            facts[reader.Text()] = reader.Block();
        }

        return facts;
    }) ?? new Dictionary<string, byte[]>(StringComparer.Ordinal);

    private static void Write(Dictionary<string, byte[]> facts, CacheWriter writer)
    {
        writer.Number(facts.Count);
        foreach (var (path, fact) in facts)
        {
            writer.Text(path);
            writer.Block(fact);
        }
    }
}
