using Docker.DotNet;
using Docker.DotNet.Models;
using Fleetyard.Images.Sources;
using Fleetyard.Images.Tars;
using Fleetyard.Images.Tree;

namespace Fleetyard.Images.Engine;

/// <summary>A container of an image that is created, never started, and removed at the end; the engine exports its files, merged.</summary>
/// <remarks>
/// The view has what the engine puts into every container, as <c>docker run</c> shows it: <c>/.dockerenv</c>, mount points in <c>/dev</c>,
/// <c>/proc</c>, <c>/sys</c>, and <c>/etc</c>'s hosts, hostname, mtab and resolv.conf. It does not tell layers apart.
/// </remarks>
internal sealed class UnstartedContainer : IEntryContents, IAsyncDisposable
{
    /// <summary>By this label, people find a container that a killed process left.</summary>
    private const string Label = "fleetyard.images";

    private const int WholeImage = -1;

    private readonly DockerEngine engine;
    private readonly EngineImage image;
    private readonly ImageLimits limits;
    private readonly string id;
    private readonly KeptContents kept;

    private UnstartedContainer(DockerEngine engine, EngineImage image, ImageLimits limits, string id)
    {
        this.engine = engine;
        this.image = image;
        this.limits = limits;
        this.id = id;
        kept = new KeptContents(limits.KeptBytes);
    }

    /// <summary>Creates one.</summary>
    public static async Task<UnstartedContainer> CreateAsync(DockerEngine engine, EngineImage image, ImageLimits limits, CancellationToken cancellationToken)
    {
        // Not to be cancelled: a create whose answer nobody waits for leaves a container that nobody knows.
        cancellationToken.ThrowIfCancellationRequested();
        var made = await engine.AskAsync(
            $"create a container of {image.Name}",
            client => client.Containers.CreateContainerAsync(
                new CreateContainerParameters
                {
                    Image = image.Id,
                    Entrypoint = ["/never-started"],
                    Cmd = [],
                    NetworkDisabled = true,
                    Labels = new Dictionary<string, string> { [Label] = "never started; may be removed" },
                },
                CancellationToken.None),
            cancellationToken);
        return new UnstartedContainer(engine, image, limits, made.ID);
    }

    /// <summary>Exports and reads its files.</summary>
    public async Task<ImageContent> ReadAsync(KnownImage known, Func<string, bool> wanted, CancellationToken cancellationToken)
    {
        await using var export = await engine.AskAsync($"export {image.Name}", client => client.Containers.ExportContainerAsync(id, cancellationToken), cancellationToken);
        var layer = await ReadAsync(export, tar => LayerReader.Read(tar, WholeImage, new EntryCount(image.Name, limits.Entries), file =>
        {
            if (wanted(file.Path))
            {
                Keep(tar, file.Entry, file.Entry.Offset, cancellationToken);
            }
        }, cancellationToken), cancellationToken);
        known.StoreWhole(layer);
        var merge = new Merge();
        merge.Lay(layer);
        return known.Content(this, merge, await image.HistoryAsync(engine, cancellationToken));
    }

    /// <inheritdoc/>
    public async Task<Stream> OpenAsync(ImageEntry entry, CancellationToken cancellationToken)
    {
        // Offsets tell contents apart only in the tar of the whole; an index that was made of layers has others, or none.
        var offset = entry.Node.ContentLayer == WholeImage ? entry.Node.Offset : -1 - entry.Node.Index;
        if (kept.Open(WholeImage, offset) is { } content)
        {
            return content;
        }

        var what = $"read {entry.Path} of {image.Name}";
        var archive = await engine.AskAsync(
            what,
            client => client.Containers.GetArchiveFromContainerAsync(id, new ContainerPathStatParameters { Path = entry.Path }, false, cancellationToken),
            cancellationToken);
        await using var stream = archive.Stream ?? Stream.Null;
        return await ReadAsync(
            stream,
            tar => tar.Next(cancellationToken) is { Kind: ImageEntryKind.File } file && file.Size == entry.Size && Keep(tar, file, offset, cancellationToken) ? kept.Open(WholeImage, offset) : null,
            cancellationToken)
            ?? throw new ImageException($"{entry.Path} of {image.Name} has {entry.Size} bytes, more than temporary storage has room for, or changed meanwhile; raise the limit or look again.");
    }

    /// <summary>Whether there is something at a path; links on the way are followed, the last one is not.</summary>
    public async Task<bool> HasAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await engine.AskAsync(
                $"look for {path} in {image.Name}",
                async client => (await client.Containers.GetArchiveFromContainerAsync(id, new ContainerPathStatParameters { Path = path }, true, cancellationToken)).Stat is not null,
                cancellationToken);
        }
        catch (DockerContainerNotFoundException)
        {
            // The engine answers so for a path, too; the container is ours and is there.
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        kept.Dispose();
        try
        {
            // Not to be cancelled: whoever is interrupted removes what he made.
            await engine.AskAsync(
                $"remove the container {id} of {image.Name}",
                async client =>
                {
                    await client.Containers.RemoveContainerAsync(id, new ContainerRemoveParameters { Force = true, RemoveVolumes = true }, CancellationToken.None);
                    return true;
                },
                CancellationToken.None);
        }
        catch (DockerContainerNotFoundException)
        {
            // It is gone already.
        }
    }

    private bool Keep(TarEntries tar, TarEntry file, long offset, CancellationToken cancellationToken) =>
        kept.Keep(WholeImage, offset, file.StoredSize, target => tar.CopyBody(file, target, cancellationToken));

    /// <summary>Reads a tar that the engine sends; a read that waits for it ends with the token.</summary>
    private async Task<T> ReadAsync<T>(Stream stream, Func<TarEntries, T> read, CancellationToken cancellationToken)
    {
        try
        {
            return await Task.Run(() => read(new TarEntries(new EngineStream(stream, cancellationToken), $"What the engine sends of {image.Name}")), cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or HttpRequestException && !cancellationToken.IsCancellationRequested)
        {
            throw new ImageException($"The Docker engine at {engine.Address} stopped sending {image.Name}: {fault.GetBaseException().Message.TrimEnd('.')}; look after the engine and try again.", fault);
        }
    }
}
