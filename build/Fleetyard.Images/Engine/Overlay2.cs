using System.IO.Enumeration;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Fleetyard.Images.Cache;
using Fleetyard.Images.Sources;
using Fleetyard.Images.Tree;

namespace Fleetyard.Images.Engine;

/// <summary>Reads an image's layers where the engine's overlay2 driver keeps them, in place.</summary>
/// <param name="engine">The engine.</param>
/// <param name="image">The image.</param>
/// <param name="limits">How much it may ask for.</param>
/// <param name="known">What the cache knows of it.</param>
internal sealed class Overlay2(DockerEngine engine, EngineImage image, ImageLimits limits, KnownImage known) : IEntryContents
{
    private static readonly EnumerationOptions OneDirectory = new() { RecurseSubdirectories = false, AttributesToSkip = 0, IgnoreInaccessible = false, ReturnSpecialDirectories = false };

    /// <summary>What was found on the way that only overlayfs itself can read; null if nothing was.</summary>
    public string? Elsewhere { get; private set; }

    /// <summary>Why the directories of an image cannot be read here, or null if they can.</summary>
    public static string? WhyNot(EngineImage image, Uri engine)
    {
        if (!OperatingSystem.IsLinux() || engine.Scheme != "unix")
        {
            return "the engine is not on this machine";
        }

        if (image.Directories.Count == 0 || image.Directories.Count != image.DiffIds.Count)
        {
            return "the engine does not keep it in overlay2";
        }

        try
        {
            foreach (var directory in image.Directories)
            {
                _ = new FileSystemEnumerable<bool>(directory, (ref _) => true, OneDirectory).Any();
            }

            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return "its directories are not readable, which takes root";
        }
    }

    /// <summary>Walks and merges the layers.</summary>
    /// <returns>The image; null if something of it is <see cref="Elsewhere"/>.</returns>
    public async Task<ImageContent?> ReadAsync(CancellationToken cancellationToken)
    {
        var count = new EntryCount(image.Name, limits.Entries);
        var layers = new LayerTree[image.Directories.Count];
        await Parallel.ForAsync(0, layers.Length, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount }, (index, token) =>
        {
            layers[index] = known.Layer(index, count) ?? Walk(index, count, token);
            return ValueTask.CompletedTask;
        });
        if (Elsewhere is not null)
        {
            return null;
        }

        var merge = new Merge();
        foreach (var layer in layers)
        {
            merge.Lay(layer);
        }

        return known.Content(this, CacheKey.Layer, merge, image.Layers(ExactHistory() ?? await image.HistoryAsync(engine, cancellationToken)));
    }

    /// <inheritdoc/>
    public Task<Stream> OpenAsync(ImageEntry entry, CancellationToken cancellationToken)
    {
        // An index that was made of the layer's tar knows hard links; the layer has the file by its own name, too, if it is its own.
        (string Root, string Path)[] places = [(image.Directories[entry.Node.ContentLayer], entry.Node.ContentPath), (image.Directories[entry.Node.Layer], entry.Path)];
        try
        {
            return places.FirstOrDefault(place => LinuxFile.Of(place.Root + place.Path) is { Kind: ImageEntryKind.File } file && file.Size == entry.Size && IsBehindNoLink(place.Root, place.Path)) is { Root: not null } place
                ? Task.FromResult<Stream>(new FileStream(place.Root + place.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
                : throw new ImageException($"{entry.Path} of {image.Name} is gone from the engine's directories; the image was removed meanwhile, look again.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ImageException($"{entry.Path} of {image.Name} cannot be read in the engine's directories: {fault.Message.TrimEnd('.')}; look again.", fault);
        }
    }

    /// <summary>What was walked is behind no link; an index that was made of a tar is not believed that, for absolute links lead out of the layer.</summary>
    private static bool IsBehindNoLink(string root, string path)
    {
        for (var slash = path.LastIndexOf('/'); slash > 0; slash = path.LastIndexOf('/', slash - 1))
        {
            if (LinuxFile.Of(root + path[..slash]) is not { Kind: ImageEntryKind.Directory })
            {
                return false;
            }
        }

        return true;
    }

    private LayerTree Walk(int index, EntryCount count, CancellationToken cancellationToken)
    {
        var tree = new LayerTree(index, count);
        var root = image.Directories[index];
        tree.Root.Row.Set(NodeFlags.Implied, false);
        tree.Root.Row.Mode = (ushort)(LinuxFile.Of(root)?.Mode ?? tree.Root.Mode);
        var open = new Stack<(string Path, Node Node)>([(root, tree.Root)]);
        while (open.TryPop(out var directory))
        {
            // One directory at a time: a walk that recurses by itself follows links to directories, and layers hold absolute ones.
            cancellationToken.ThrowIfCancellationRequested();
            using var names = LinuxDirectory.Open(directory.Path);
            if (names.IsElsewhere)
            {
                Elsewhere = $"overlayfs keeps {directory.Path[root.Length..]} of layer {index + 1} at another place";
                return tree;
            }

            directory.Node.Row.Set(NodeFlags.Opaque, names.IsOpaque);
            while (names.MoveNext())
            {
                if (names.Look() is not { } file || !Utf8.IsValid(names.Name))
                {
                    tree.Find($"{directory.Path[root.Length..]}/{Encoding.UTF8.GetString(names.Name)}", "it cannot be looked at, or its name is no UTF-8; it is left out");
                    continue;
                }

                count.Add();
                if (file is { Kind: ImageEntryKind.File, Size: > 0, Blocks: 0 } && file.IsElsewhere($"{directory.Path}/{Encoding.UTF8.GetString(names.Name)}"))
                {
                    Elsewhere = $"overlayfs keeps {directory.Path[root.Length..]}/{Encoding.UTF8.GetString(names.Name)} of layer {index + 1} at another place";
                    return tree;
                }

                if (file.IsWhiteout)
                {
                    tree.Hide(directory.Node, names.Name);
                    continue;
                }

                var isLink = file.Kind == ImageEntryKind.Symlink;
                var node = directory.Node.Add(names.Name, new NodeRow
                {
                    Kind = file.Kind,
                    Mode = (ushort)file.Mode,
                    Size = file.Kind == ImageEntryKind.File ? file.Size : 0,
                    Link = isLink ? tree.Table.Texts.Add(names.ReadLink()) : 0,
                    Layer = (short)index,
                    Flags = isLink ? NodeFlags.HasText : NodeFlags.None,
                });
                if (file.Kind == ImageEntryKind.Directory && node.Level < NodeTable.DeepestLevel)
                {
                    open.Push(($"{directory.Path}/{node.Name}", node));
                }
            }
        }

        tree.Complete();
        known.StoreLayer(index, tree);
        return tree;
    }

    /// <summary>The history of the image's configuration, which lies beside the layers; null if it is elsewhere.</summary>
    private string?[]? ExactHistory()
    {
        // <root>/overlay2/<layer>/diff and <root>/image/overlay2/imagedb/content/sha256/<id>
        var root = Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(image.Directories[^1])));
        var path = Path.Combine(root ?? "/", "image/overlay2/imagedb/content", image.Id.Replace(':', '/'));
        try
        {
            using var config = JsonDocument.Parse(File.ReadAllBytes(path));
            var lines = ImageDocument.History(config.RootElement).ToArray();
            return lines.Length == image.DiffIds.Count ? lines : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
