using System.IO.Enumeration;
using System.Text.Json;
using Fleetyard.Images.Sources;
using Fleetyard.Images.Tree;

namespace Fleetyard.Images.Engine;

/// <summary>Reads an image's layers where the engine's overlay2 driver keeps them, in place.</summary>
/// <param name="engine">The engine.</param>
/// <param name="image">The image.</param>
/// <param name="limits">How much it may ask for.</param>
internal sealed class Overlay2(DockerEngine engine, EngineImage image, ImageLimits limits) : IEntryContents
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
        var merge = new Merge();
        for (var index = 0; index < image.Directories.Count; index++)
        {
            merge.Lay(Walk(index, count, cancellationToken));
            if (Elsewhere is not null)
            {
                return null;
            }
        }

        return new ImageContent(this)
        {
            Name = image.Name,
            Id = image.Id,
            Platform = image.Platform,
            Layers = image.Layers(ExactHistory() ?? await image.HistoryAsync(engine, cancellationToken)),
            Tree = new ImageTree(merge.Root),
            Findings = merge.Findings,
        };
    }

    /// <inheritdoc/>
    public Task<Stream> OpenAsync(ImageEntry entry, CancellationToken cancellationToken)
    {
        // Each directory on the way was walked, so none is a link; the file itself is looked at once more.
        var path = image.Directories[entry.Node.ContentLayer] + entry.Path;
        try
        {
            return LinuxFile.Of(path) is { Kind: ImageEntryKind.File }
                ? Task.FromResult<Stream>(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
                : throw new ImageException($"{entry.Path} of {image.Name} is gone from the engine's directories; the image was removed meanwhile, look again.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ImageException($"{entry.Path} of {image.Name} cannot be read in the engine's directories: {fault.Message.TrimEnd('.')}; look again.", fault);
        }
    }

    private LayerTree Walk(int index, EntryCount count, CancellationToken cancellationToken)
    {
        var tree = new LayerTree(index, count);
        var root = image.Directories[index];
        tree.Root.IsImplied = false;
        tree.Root.Mode = LinuxFile.Of(root)?.Mode ?? tree.Root.Mode;
        var open = new Stack<(string Path, Node Node)>([(root, tree.Root)]);
        while (open.TryPop(out var directory))
        {
            // One directory at a time: a walk that recurses by itself follows links to directories, and layers hold absolute ones.
            directory.Node.IsOpaque = LinuxFile.IsOpaque(directory.Path);
            foreach (var name in new FileSystemEnumerable<string>(directory.Path, (ref entry) => entry.FileName.ToString(), OneDirectory))
            {
                cancellationToken.ThrowIfCancellationRequested();
                var path = $"{directory.Path}/{name}";
                if (LinuxFile.Of(path) is not { } file)
                {
                    tree.Find(path[root.Length..], "it cannot be looked at, its name is no UTF-8 perhaps; it is left out");
                    continue;
                }

                if (file.IsElsewhere(path))
                {
                    Elsewhere = $"overlayfs keeps {path[root.Length..]} of layer {index + 1} at another place";
                    return tree;
                }

                if (file.IsWhiteout)
                {
                    directory.Node.Hide(name);
                    continue;
                }

                var node = new Node(name, file.Kind)
                {
                    Mode = file.Mode,
                    Size = file.Kind == ImageEntryKind.File ? file.Size : 0,
                    LinkTarget = file.Kind == ImageEntryKind.Symlink ? new FileInfo(path).LinkTarget ?? "" : null,
                    Layer = index,
                    ContentLayer = index,
                };
                count.Add();
                directory.Node.Add(node);
                if (file.Kind == ImageEntryKind.Directory && node.Level < Node.DeepestLevel)
                {
                    open.Push((path, node));
                }
            }
        }

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
