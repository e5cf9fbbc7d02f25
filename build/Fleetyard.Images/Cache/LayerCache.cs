using Fleetyard.Images.Tree;

namespace Fleetyard.Images.Cache;

/// <summary>Remembers what layers hold: a layer that was indexed once is not read again, in whatever image it is.</summary>
/// <remarks>
/// Several processes may use one folder at a time: files are written aside and moved into place, and one that is read can be removed.
/// Only what is sure to belong to a diffID is kept (docs/decisions/0005-what-the-cache-believes.md).
/// </remarks>
/// <param name="folder">The folder; it is made for its owner alone.</param>
/// <param name="limit">How many bytes it may have; what was used least recently goes first.</param>
public sealed class LayerCache(string folder, long limit = LayerCache.DefaultLimit)
{
    /// <summary>A gigabyte: some thousand layers of an ordinary size, 70 bytes an entry.</summary>
    public const long DefaultLimit = 1L << 30;

    /// <summary>Files of another layout than today's are in folders of their own.</summary>
    private const string Version = "v1";

    /// <summary>No write takes so long; what is older is of a process that was killed.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    private readonly string files = Path.Combine(Path.GetFullPath(folder), Version);
    private string? trouble;
    private (string Path, string Why)? spoiled;

    /// <summary>The folder where caches of the user belong (XDG Base Directory Specification; on Windows, LOCALAPPDATA).</summary>
    public static string DefaultFolder
    {
        get
        {
            // The specification: a relative path is to be ignored.
            var named = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
            var caches = OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
                : Path.IsPathRooted(named) ? named
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
            return Path.Combine(caches, "fleetyard", "images");
        }
    }

    /// <summary>Removes what was used least recently, until the rest is within the limit.</summary>
    public void Trim()
    {
        try
        {
            var now = DateTime.UtcNow;
            var left = 0L;
            foreach (var file in new DirectoryInfo(files).EnumerateFiles().OrderByDescending(file => file.LastWriteTimeUtc).ToArray())
            {
                var isUnfinished = file.Name.EndsWith(CacheFile.Unfinished, StringComparison.Ordinal);
                left += file.Length;
                if (isUnfinished ? now - file.LastWriteTimeUtc > Abandoned : left > limit)
                {
                    file.Delete();
                }
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Another process trims at the same time, or there is no folder yet.
        }
    }

    /// <summary>Whether anything was written, so that it may have grown too large.</summary>
    internal bool HasGrown { get; private set; }

    /// <summary>What keeps it from being written, and the first file in it that is as good as none; nothing of an image.</summary>
    internal IReadOnlyList<ImageFinding> Findings =>
    [
        .. spoiled is { } file ? [new ImageFinding(null, file.Path, $"this file of the cache is left aside, and what it should hold is found out again: {file.Why}; where it is told again, delete it")] : Array.Empty<ImageFinding>(),
        .. trouble is null ? Array.Empty<ImageFinding>() : [new ImageFinding(null, files, $"nothing is remembered in this folder of the cache, it cannot be written: {trouble}; free space, make it yours, name another by XDG_CACHE_HOME, or look without one (--no-cache)")],
    ];

    /// <summary>The index of a layer; null if it is not known.</summary>
    /// <param name="key">The layer, or the image that is taken for one.</param>
    /// <param name="index">The layer's index in the image; -1 for a whole image.</param>
    /// <param name="count">Counts the entries of the image.</param>
    internal LayerTree? Find(CacheKey key, int index, EntryCount count)
    {
        var tree = Read(key, reader => LayerIndex.Read(reader, index));

        // Its root is no entry.
        count.Add((tree?.Table.Count ?? 1) - 1);
        return tree;
    }

    /// <summary>Keeps the index of a layer that has all its entries.</summary>
    internal void Store(CacheKey key, LayerTree tree) => Write(key, writer => LayerIndex.Write(tree, writer));

    internal T? Read<T>(CacheKey key, Func<CacheReader, T> read)
        where T : class
    {
        if (key.FileName is not { } name)
        {
            return null;
        }

        if (CacheFile.Read(Path.Combine(files, name), key, read, out var why) is not { } content)
        {
            spoiled ??= why is null ? null : (Path.Combine(files, name), why);
            return null;
        }

        try
        {
            File.SetLastWriteTimeUtc(Path.Combine(files, name), DateTime.UtcNow);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Somebody else's clean-up took it, or the folder is read-only: it was read all the same.
        }

        return content;
    }

    internal void Write(CacheKey key, Action<CacheWriter> write)
    {
        if (key.FileName is not { } name || trouble is not null)
        {
            return;
        }

        try
        {
            MakeFolder();
            CacheFile.Write(Path.Combine(files, name), key, write);
            HasGrown = true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            trouble = fault.Message.TrimEnd('.');
        }
    }

    private void MakeFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(files);
            return;
        }

        // The mode is the last folder's alone; those on the way get the usual one.
        const UnixFileMode Owners = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Directory.CreateDirectory(Path.GetDirectoryName(files)!, Owners);
        Directory.CreateDirectory(files, Owners);
    }
}
