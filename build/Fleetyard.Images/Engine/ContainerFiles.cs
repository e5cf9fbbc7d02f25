using Docker.DotNet;
using Docker.DotNet.Models;
using Fleetyard.Images.Sources;
using Fleetyard.Images.Tars;
using Fleetyard.Images.Tree;

namespace Fleetyard.Images.Engine;

/// <summary>The contents of a container's files, which the engine sends as tars whether it runs or not (docker cp).</summary>
/// <param name="engine">The engine.</param>
/// <param name="container">The container; belongs to the caller.</param>
/// <param name="limits">How much may be kept.</param>
internal sealed class ContainerFiles(DockerEngine engine, EngineContainer container, ImageLimits limits) : IEntryContents, IDisposable
{
    /// <summary>The index of what is no layer, but all of them merged.</summary>
    public const int WholeImage = -1;

    /// <summary>The bits of Go's fs.FileMode that tell what is no regular file (pkg.go.dev/io/fs, ModeType).</summary>
    private const uint NoFile = 0x8F28_0000;

    private readonly KeptContents kept = new(limits.KeptBytes);

    private EngineImage Image => container.Image;

    /// <inheritdoc/>
    public async Task<Stream> OpenAsync(ImageEntry entry, CancellationToken cancellationToken)
    {
        var offset = Place(entry);
        if (kept.Open(WholeImage, offset) is { } content)
        {
            return content;
        }

        try
        {
            var archive = await ArchiveAsync(entry.Path, cancellationToken);
            await using var stream = archive.Stream ?? Stream.Null;

            // What it is comes before the tar: of a directory, the engine would send all that is in it.
            if ((archive.Stat.Mode & NoFile) != 0 || archive.Stat.Size != entry.Size)
            {
                throw new ImageException($"{entry.Path} of {Image.Name} is no file of {entry.Size} bytes, as was said before; look again, or take another source.");
            }

            return await ReadAsync(
                stream,
                tar => tar.Next(cancellationToken) is { Kind: ImageEntryKind.File } file && file.Size == entry.Size && Keep(tar, file, offset, cancellationToken) ? kept.Open(WholeImage, offset) : null,
                null,
                cancellationToken)
                ?? throw new ImageException($"{entry.Path} of {Image.Name} has {entry.Size} bytes, more than temporary storage has room for, or changed meanwhile; raise the limit or look again.");
        }
        catch (DockerContainerNotFoundException fault)
        {
            throw new ImageException($"{entry.Path} of {Image.Name} is not there any more, or its container was removed; look again.", fault);
        }
    }

    /// <summary>Gets wanted contents directory by directory where that is cheaper than one by one.</summary>
    public async Task FetchAsync(IEnumerable<ImageEntry> entries, Func<string, bool> wanted, CancellationToken cancellationToken)
    {
        var files = entries.Where(entry => entry is { Kind: ImageEntryKind.File, Size: > 0 } && wanted(entry.Path)).ToDictionary(entry => entry.Path, StringComparer.Ordinal);
        foreach (var directory in ArchiveBundles.Of(entries, files.Values))
        {
            await ReadAsync(directory + "/.", tar => KeepAll(tar, directory, files, cancellationToken), cancellationToken);
        }
    }

    /// <summary>Keeps a file of a tar that is being read.</summary>
    public bool Keep(TarEntries tar, TarEntry file, long offset, CancellationToken cancellationToken) =>
        kept.Keep(WholeImage, offset, file.StoredSize, target => tar.CopyBody(file, target, cancellationToken));

    /// <summary>Reads a path's tar: the file, or the directory with all in it.</summary>
    public async Task<T> ReadAsync<T>(string path, Func<TarEntries, T> read, CancellationToken cancellationToken)
    {
        var archive = await ArchiveAsync(path, cancellationToken);
        await using var stream = archive.Stream ?? Stream.Null;
        return await ReadAsync(stream, read, null, cancellationToken);
    }

    /// <summary>Reads a tar that the engine sends; a read that waits for it ends with the token.</summary>
    public async Task<T> ReadAsync<T>(Stream stream, Func<TarEntries, T> read, ProgressMeter? progress, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(() => read(new TarEntries(new EngineStream(stream, progress, cancellationToken), $"What the engine sends of {Image.Name}")), cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or HttpRequestException && !cancellationToken.IsCancellationRequested)
        {
            throw new ImageException($"The Docker engine at {engine.Address} stopped sending {Image.Name}: {fault.GetBaseException().Message.TrimEnd('.')}; look after the engine and try again.", fault);
        }
    }

    public void Dispose() => kept.Dispose();

    private int KeepAll(TarEntries tar, string directory, Dictionary<string, ImageEntry> files, CancellationToken cancellationToken)
    {
        var count = 0;
        while (tar.Next(cancellationToken) is { } file)
        {
            if (file is { Kind: ImageEntryKind.File, IsHardLink: false, IsSparse: false }
                && files.TryGetValue($"/{PathWalk.Canonical($"{directory}/{file.Name}")}", out var entry) && entry.Size == file.Size
                && Keep(tar, file, Place(entry), cancellationToken))
            {
                count++;
            }
        }

        return count;
    }

    /// <summary>Offsets tell contents apart only in the tar of the whole; an index that was made of layers has others, and what find tells has none.</summary>
    private static long Place(ImageEntry entry) => entry.Node is { ContentLayer: WholeImage, Offset: >= 0 } ? entry.Node.Offset : -1 - entry.Node.Index;

    private Task<ContainerArchiveResponse> ArchiveAsync(string path, CancellationToken cancellationToken) => engine.AskAsync(
        $"read {path} of {Image.Name}",
        client => client.Containers.GetArchiveFromContainerAsync(container.Id, new ContainerPathStatParameters { Path = path }, false, cancellationToken),
        cancellationToken);
}
