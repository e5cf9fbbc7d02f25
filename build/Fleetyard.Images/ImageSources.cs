using Fleetyard.Images.Engine;
using Fleetyard.Images.Sources;

namespace Fleetyard.Images;

/// <summary>Chooses where an image is read from.</summary>
public static class ImageSources
{
    private static readonly string[] Endings = [".tar", ".tar.gz", ".tgz", ".tar.zst"];

    /// <summary>The source of an image; nothing is read yet.</summary>
    /// <param name="image">A file of <c>docker save</c>, an OCI layout (a directory, or a tar of one), or an image of a Docker engine.</param>
    /// <param name="options">How to find and read it.</param>
    public static IImageSource Open(string image, ImageSourceOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(image);
        options ??= new ImageSourceOptions();
        return options.Source switch
        {
            ImageSourceKind.DockerArchive or ImageSourceKind.OciLayout => new StoredImageSource(image, options),
            ImageSourceKind.Overlay2 or ImageSourceKind.Container or ImageSourceKind.Save => new EngineImageSource(image, options),
            _ => IsFile(image) ? new StoredImageSource(image, options) : new EngineImageSource(image, options),
        };
    }

    /// <summary>A directory may have an image's name by accident; names of images begin with no dot or slash and hold no backslash.</summary>
    private static bool IsFile(string image) =>
        File.Exists(image) || File.Exists(Path.Combine(image, OciLayout.Index))
        || image.StartsWith('.') || image.Contains('\\') || Path.IsPathRooted(image)
        || Endings.Any(ending => image.EndsWith(ending, StringComparison.Ordinal));
}
