using Docker.DotNet;
using Docker.DotNet.Models;

namespace Fleetyard.LocalCloud.Instances.Docker;

/// <summary>AMIs, each a committed image under a name of its LocalCloud's own.</summary>
internal sealed class AmiImages(DockerEngine engine, Owner owner, Commits commits)
{
    /// <summary>What the image of an AMI is called.</summary>
    public string Name(string imageId) => $"{owner.Repository}:{imageId}";

    /// <summary>Commits a container.</summary>
    /// <returns>The image's size in bytes, that of the base system included.</returns>
    public async Task<long> CommitAsync(DockerClient client, string container, string imageId, CancellationToken cancellationToken)
    {
        var made = await commits.MakeAsync(client, imageId, new CommitContainerChangesParameters
        {
            ContainerID = container,
            RepositoryName = owner.Repository,
            Tag = imageId,
            Labels = owner.Labels,

            // For people who look into it with docker run; instances have a main process of their own.
            Changes = ["ENTRYPOINT []", "CMD [\"/bin/bash\"]"],
        });
        if (cancellationToken.IsCancellationRequested)
        {
            await RemoveAsync(imageId, CancellationToken.None);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return (await client.Images.InspectImageAsync(made, cancellationToken)).Size;
    }

    /// <summary>Removes an AMI's image; does nothing for one that is gone.</summary>
    public async Task RemoveAsync(string imageId, CancellationToken cancellationToken)
    {
        try
        {
            // By name and with force: that takes our name away, and the image only where nobody else names or uses it.
            await engine.AskAsync(
                $"remove the image {imageId}",
                client => client.Images.DeleteImageAsync(Name(imageId), new ImageDeleteParameters { Force = true }, cancellationToken),
                cancellationToken);
        }
        catch (DockerImageNotFoundException)
        {
            // It is gone already.
        }
    }

    /// <summary>Removes the images of AMIs that do not exist.</summary>
    public async Task ReconcileAsync(IReadOnlySet<string> imageIds, CancellationToken cancellationToken)
    {
        await commits.ReconcileAsync(Name, cancellationToken);
        var ids = from image in await ListAsync(owner.Filter, cancellationToken)
                  from tag in image.RepoTags ?? []
                  where tag.StartsWith(Name(""), StringComparison.Ordinal)
                  select tag[Name("").Length..];
        foreach (var id in ids.Where(id => !imageIds.Contains(id)))
        {
            await RemoveAsync(id, cancellationToken);
        }

        await RemoveNamelessAsync(cancellationToken);
    }

    /// <summary>Removes images that lost their name while an instance still used them, where none does any more.</summary>
    public async Task RemoveNamelessAsync(CancellationToken cancellationToken)
    {
        var filter = owner.Filter;
        filter["dangling"] = new Dictionary<string, bool> { ["true"] = true };
        foreach (var image in await ListAsync(filter, cancellationToken))
        {
            try
            {
                await engine.AskAsync($"remove {image.ID}", client => client.Images.DeleteImageAsync(image.ID, new ImageDeleteParameters(), cancellationToken), cancellationToken);
            }
            catch (Exception fault) when (fault is InstanceHostException or DockerImageNotFoundException)
            {
                // In use still, or gone meanwhile.
            }
        }
    }

    private Task<IList<ImagesListResponse>> ListAsync(Dictionary<string, IDictionary<string, bool>> filter, CancellationToken cancellationToken) =>
        engine.AskAsync("list images", client => client.Images.ListImagesAsync(new ImagesListParameters { Filters = filter }, cancellationToken), cancellationToken);
}
