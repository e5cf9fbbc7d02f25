namespace Fleetyard.Images.Tests.Cache;

/// <summary>A folder for a cache, gone at the end.</summary>
internal sealed class CacheFolder : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("fleetyard-cache-").FullName;

    /// <summary>The cache's own folder, not made yet.</summary>
    public string Path => System.IO.Path.Combine(folder, "images");

    /// <summary>The files of the cache whose names end so, by name.</summary>
    public string[] Files(string ending = "") =>
        Directory.Exists(Path) ? [.. Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories).Where(file => file.EndsWith(ending, StringComparison.Ordinal)).Order(StringComparer.Ordinal)] : [];

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
