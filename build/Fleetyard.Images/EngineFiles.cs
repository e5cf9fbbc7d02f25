using Fleetyard.Images.Engine;

namespace Fleetyard.Images;

/// <summary>Asks for single files of an engine's image, without reading it or running any of it.</summary>
public static class EngineFiles
{
    /// <summary>The first of some paths that an image has, or null if it has none.</summary>
    /// <exception cref="ImageException">There is no such image, or no engine.</exception>
    public static async Task<string?> FirstAsync(string image, IReadOnlyList<string> paths, ImageSourceOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(image);
        ArgumentNullException.ThrowIfNull(paths);
        options ??= new ImageSourceOptions();
        using var engine = new DockerEngine(options.Engine);
        var found = await EngineImage.FindAsync(engine, image, options.Platform, cancellationToken);
        await using var container = await UnstartedContainer.CreateAsync(engine, found, options.Limits, cancellationToken);
        foreach (var path in paths)
        {
            if (await container.HasAsync(path, cancellationToken))
            {
                return path;
            }
        }

        return null;
    }
}
