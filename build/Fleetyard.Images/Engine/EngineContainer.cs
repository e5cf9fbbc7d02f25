using Docker.DotNet;
using Docker.DotNet.Models;

namespace Fleetyard.Images.Engine;

/// <summary>A container that a look at an image makes, and removes at the end; the image's volumes are not made.</summary>
internal sealed class EngineContainer : IAsyncDisposable
{
    /// <summary>By this label, people and later looks find a container that a killed process left.</summary>
    private const string Label = "fleetyard.images";

    /// <summary>A look takes minutes at most. Whether its process is there can be asked on its own machine alone.</summary>
    private static readonly TimeSpan LongestLook = TimeSpan.FromHours(1);

    private readonly DockerEngine engine;

    private EngineContainer(DockerEngine engine, EngineImage image, string id)
    {
        this.engine = engine;
        Image = image;
        Id = id;
    }

    public EngineImage Image { get; }

    public string Id { get; }

    /// <summary>Creates one.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="image">The image.</param>
    /// <param name="parameters">What it would run, and under which limits; whose it is is added.</param>
    /// <param name="cancellationToken">Ends what comes before; the creation itself is not to be cancelled.</param>
    public static async Task<EngineContainer> CreateAsync(DockerEngine engine, EngineImage image, CreateContainerParameters parameters, CancellationToken cancellationToken)
    {
        await RemoveLeftoversAsync(engine, cancellationToken);
        parameters.Image = image.Id;
        parameters.Cmd = [];
        parameters.NetworkDisabled = true;

        // An engine makes the working directory where the image has none, and would run the image's health check in a started container.
        parameters.WorkingDir = "/";
        parameters.Healthcheck = new HealthcheckConfig { Test = ["NONE"] };

        // In a volume's place; otherwise the engine makes one, fills it from the image, and lets it be written to.
        parameters.HostConfig ??= new HostConfig();
        parameters.HostConfig.Mounts = [.. image.Volumes.Select(path => new Mount { Type = "tmpfs", Target = path, ReadOnly = true })];
        parameters.Labels = ContainerMaker.Own.Labels;
        parameters.Labels[Label] = "of a look at its image; may be removed";

        // A create whose answer nobody waits for leaves a container that nobody knows.
        cancellationToken.ThrowIfCancellationRequested();
        var made = await engine.AskAsync($"create a container of {image.Name}", client => client.Containers.CreateContainerAsync(parameters, CancellationToken.None), cancellationToken);
        return new EngineContainer(engine, image, made.ID);
    }

    public async ValueTask DisposeAsync() => await RemoveAsync(engine, Id);

    /// <summary>Removes what killed processes left, and nothing of a process that is there.</summary>
    private static async Task RemoveLeftoversAsync(DockerEngine engine, CancellationToken cancellationToken)
    {
        var ours = await engine.AskAsync(
            "list containers",
            client => client.Containers.ListContainersAsync(
                new ContainersListParameters { All = true, Filters = new Dictionary<string, IDictionary<string, bool>> { ["label"] = new Dictionary<string, bool> { [Label] = true } } },
                cancellationToken),
            cancellationToken);
        foreach (var container in ours.Where(container => IsLeft(container, DateTime.UtcNow)))
        {
            try
            {
                await RemoveAsync(engine, container.ID);
            }
            catch (ImageException)
            {
                // Another look removes it at this moment, or the engine cannot; this look does not depend on it.
            }
        }
    }

    private static bool IsLeft(ContainerListResponse container, DateTime now) => ContainerMaker.Of(container.Labels) switch
    {
        null => false,
        { IsHere: true } maker => !maker.IsAlive,
        _ => now - container.Created.ToUniversalTime() > LongestLook,
    };

    private static async Task RemoveAsync(DockerEngine engine, string id)
    {
        try
        {
            // Not to be cancelled: whoever is interrupted removes what he made.
            await engine.AskAsync(
                $"remove the container {id}",
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
}
