using Docker.DotNet;
using Docker.DotNet.Models;
using Fleetyard.Images.Cache;
using Fleetyard.Yaml;

namespace Fleetyard.Images.Engine;

/// <summary>What an engine says of an image.</summary>
internal sealed record EngineImage
{
    private const int MostNames = 3;

    public required string Name { get; init; }

    public required string Id { get; init; }

    public required string Platform { get; init; }

    public required IReadOnlyList<string> DiffIds { get; init; }

    /// <summary>The layers' directories, the lowest first; none if the engine keeps them in another way.</summary>
    public required IReadOnlyList<string> Directories { get; init; }

    /// <summary>The paths where a container of it gets volumes of its own.</summary>
    public required IReadOnlyList<string> Volumes { get; init; }

    /// <summary>The layers with the lines of history that made them.</summary>
    public IReadOnlyList<ImageLayer> Layers(IReadOnlyList<string?> history) => [.. DiffIds.Select((diffId, index) => new ImageLayer(diffId, null, history.ElementAtOrDefault(index)))];

    /// <summary>What the cache may know of it: the engine checked every layer against its diffID when it took it.</summary>
    public KnownImage Known(LayerCache? cache, ImageLimits limits, IReadOnlyList<string> views) =>
        new(cache, limits) { Name = Name, Id = Id, Platform = Platform, DiffIds = DiffIds, Views = views };

    /// <summary>Asks for an image.</summary>
    /// <exception cref="ImageException">There is none of that name or platform.</exception>
    public static async Task<EngineImage> FindAsync(DockerEngine engine, string name, string? platform, CancellationToken cancellationToken)
    {
        ImageInspectResponse found;
        try
        {
            found = await engine.AskAsync($"look at {name}", client => client.Images.InspectImageAsync(name, cancellationToken), cancellationToken);
        }
        catch (DockerImageNotFoundException fault)
        {
            throw new ImageException($"The Docker engine at {engine.Address} has no image {name}{await NearestAsync(engine, name, cancellationToken)}; pull or build it, or name a file or a registry's docker://<name>.", fault);
        }

        var image = new EngineImage
        {
            Name = name,
            Id = found.ID,
            Platform = $"{found.Os}/{found.Architecture}/{found.Variant}".TrimEnd('/'),
            DiffIds = [.. found.RootFS?.Layers ?? []],
            Directories = DirectoriesOf(found.GraphDriver),
            Volumes = [.. (found.Config?.Volumes?.Keys ?? Enumerable.Empty<string>()).Select(path => path.TrimEnd('/')).Distinct()],
        };
        return platform is null || Sources.ImagePlatform.Is(platform, image.Platform)
            ? image
            : throw new ImageException($"{name} is an image for {image.Platform}, not for {platform}; pull it with docker pull --platform={platform}.");
    }

    /// <summary>The lines of history that made the layers; none if the engine does not tell them apart.</summary>
    /// <remarks>Other lines made no layer, and the engine does not say which: a size tells, unless a layer is empty.</remarks>
    public async Task<IReadOnlyList<string?>> HistoryAsync(DockerEngine engine, CancellationToken cancellationToken)
    {
        var lines = (await engine.AskAsync($"tell the history of {Name}", client => client.Images.GetImageHistoryAsync(Id, cancellationToken), cancellationToken)).Reverse().ToArray();
        var made = lines.Length == DiffIds.Count ? lines : [.. lines.Where(line => line.Size > 0)];
        return made.Length == DiffIds.Count ? [.. made.Select(line => line.CreatedBy)] : [];
    }

    private static IReadOnlyList<string> DirectoriesOf(DriverData? driver) =>
        driver is { Name: "overlay2", Data: { } data } && data.TryGetValue("UpperDir", out var upper)
            ? [.. (data.TryGetValue("LowerDir", out var lower) ? lower : "").Split(':', StringSplitOptions.RemoveEmptyEntries).Reverse(), upper]
            : [];

    /// <summary>The names of all images that have one.</summary>
    public static async Task<IReadOnlyList<string>> NamesAsync(DockerEngine engine, CancellationToken cancellationToken) =>
        [.. (await engine.AskAsync("list images", client => client.Images.ListImagesAsync(new ImagesListParameters(), cancellationToken), cancellationToken))
            .SelectMany(image => image.RepoTags ?? []).Where(name => name != "<none>:<none>").Distinct()];

    private static async Task<string> NearestAsync(DockerEngine engine, string name, CancellationToken cancellationToken)
    {
        var nearest = (await NamesAsync(engine, cancellationToken))
            .Select(tag => (Tag: tag, Distance: EditDistance.Between(name, tag)))
            .Where(other => other.Distance <= Math.Max(name.Length, other.Tag.Length) / 2)
            .OrderBy(other => other.Distance).ThenBy(other => other.Tag, StringComparer.Ordinal)
            .Take(MostNames).Select(other => other.Tag).ToArray();
        return nearest.Length == 0 ? "" : $"; the nearest are {string.Join(", ", nearest)}";
    }
}
