using Docker.DotNet;
using Docker.DotNet.Models;
using Fleetyard.Images.Cache;
using Fleetyard.Images.Tree;

namespace Fleetyard.Images.Engine;

/// <summary>A container of an image that is created, never started, and removed at the end; the engine exports its files, merged.</summary>
/// <remarks>
/// The view has what the engine puts into every container, as <c>docker run</c> shows it: <c>/.dockerenv</c>, mount points in <c>/dev</c>,
/// <c>/proc</c>, <c>/sys</c>, and <c>/etc</c>'s hosts, hostname, mtab and resolv.conf. It does not tell layers apart.
/// </remarks>
internal sealed class UnstartedContainer(DockerEngine engine, EngineImage image, ImageLimits limits, EngineContainer container) : IAsyncDisposable
{
    private readonly ContainerFiles files = new(engine, container, limits);

    /// <summary>The contents of its files.</summary>
    public IEntryContents Contents => files;

    /// <summary>Creates one.</summary>
    public static async Task<UnstartedContainer> CreateAsync(DockerEngine engine, EngineImage image, ImageLimits limits, CancellationToken cancellationToken) =>
        new(engine, image, limits, await EngineContainer.CreateAsync(engine, image, new CreateContainerParameters { Entrypoint = ["/never-started"] }, cancellationToken));

    /// <summary>Exports and reads its files.</summary>
    public async Task<ImageContent> ReadAsync(KnownImage known, Func<string, bool> wanted, ProgressMeter progress, CancellationToken cancellationToken)
    {
        await using var export = await engine.AskAsync($"export {image.Name}", client => client.Containers.ExportContainerAsync(container.Id, cancellationToken), cancellationToken);
        var layer = await files.ReadAsync(export, tar => LayerReader.Read(tar, ContainerFiles.WholeImage, new EntryCount(image.Name, limits.Entries), file =>
        {
            if (wanted(file.Path))
            {
                files.Keep(tar, file.Entry, file.Entry.Offset, cancellationToken);
            }
        }, cancellationToken), progress, cancellationToken);
        progress.End();
        known.StoreWhole(CacheKey.Image, layer);
        var merge = new Merge();
        merge.Lay(layer);
        return known.Content(files, CacheKey.Image, merge, image.Layers(await image.HistoryAsync(engine, cancellationToken)));
    }

    /// <summary>Whether there is something at a path; links on the way are followed, the last one is not.</summary>
    public async Task<bool> HasAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await engine.AskAsync(
                $"look for {path} in {image.Name}",
                async client => (await client.Containers.GetArchiveFromContainerAsync(container.Id, new ContainerPathStatParameters { Path = path }, true, cancellationToken)).Stat is not null,
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
        files.Dispose();
        await container.DisposeAsync();
    }
}
