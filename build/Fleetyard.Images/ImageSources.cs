using System.IO.Enumeration;
using Fleetyard.Images.Engine;
using Fleetyard.Images.Registry;
using Fleetyard.Images.Sources;

namespace Fleetyard.Images;

/// <summary>Chooses where an image is read from.</summary>
public static class ImageSources
{
    private static readonly string[] Endings = [".tar", ".tar.gz", ".tgz", ".tar.zst"];

    /// <summary>The source of an image; nothing is read yet.</summary>
    /// <param name="image">A file of <c>docker save</c>, an OCI layout (a directory, or a tar of one), an image of a Docker engine, or, as in <c>docker://registry.example/repository:tag</c>, of a registry.</param>
    /// <param name="options">How to find and read it.</param>
    /// <exception cref="ImageException">It cannot be read from where the options force it to be.</exception>
    public static IImageSource Open(string image, ImageSourceOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(image);
        options ??= new ImageSourceOptions();
        return options.Source switch
        {
            ImageSourceKind.Registry => new RegistryImageSource(image, options),
            null when IsOfRegistry(image) => new RegistryImageSource(image, options),
            { } other when IsOfRegistry(image) => throw new ImageException($"{image} is in a registry, and cannot be read as {other}; leave the source open, or name the image without {ImageReference.Prefix}."),
            ImageSourceKind.DockerArchive or ImageSourceKind.OciLayout => new StoredImageSource(image, options),
            ImageSourceKind.Overlay2 or ImageSourceKind.Container or ImageSourceKind.Save or ImageSourceKind.Run when IsPath(image) => throw new ImageException($"{image} is a file, and {options.Source} reads an engine's images; leave the source open."),
            ImageSourceKind.Overlay2 or ImageSourceKind.Container or ImageSourceKind.Save or ImageSourceKind.Run => new EngineImageSource(image, options),
            _ => IsFile(image) ? new StoredImageSource(image, options) : new EngineImageSource(image, options),
        };
    }

    /// <summary>The names of images that a pattern means: those of a Docker engine that match it, or the name itself if it is no pattern.</summary>
    /// <param name="image">A file, a name, or a name with <c>*</c> and <c>?</c>, which stand for slashes and colons, too.</param>
    /// <param name="options">How to find the engine.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="ImageException">No image of the engine matches.</exception>
    public static async Task<IReadOnlyList<string>> ExpandAsync(string image, ImageSourceOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(image);
        if (!image.AsSpan().ContainsAny('*', '?') || options?.Source == ImageSourceKind.Registry || IsOfRegistry(image) || IsFile(image))
        {
            return [image];
        }

        using var engine = new DockerEngine(options?.Engine);
        var names = await EngineImage.NamesAsync(engine, cancellationToken);
        string[] matching = [.. names.Where(name => FileSystemName.MatchesSimpleExpression(image, name, ignoreCase: false)).Order(StringComparer.Ordinal)];
        return matching.Length > 0
            ? matching
            : throw new ImageException($"The Docker engine at {engine.Address} has no image that matches {image}, among {names.Count}; see docker images.");
    }

    private static bool IsOfRegistry(string image) => image.StartsWith(ImageReference.Prefix, StringComparison.Ordinal);

    /// <summary>A directory may have an image's name by accident; names of images begin with no dot or slash and hold no backslash.</summary>
    private static bool IsFile(string image) =>
        IsPath(image) || File.Exists(image) || File.Exists(Path.Combine(image, OciLayout.Index)) || Endings.Any(ending => image.EndsWith(ending, StringComparison.Ordinal));

    private static bool IsPath(string image) => image.StartsWith('.') || image.Contains('\\') || Path.IsPathRooted(image);
}
