using Fleetyard.Images.Sources;

namespace Fleetyard.Images;

/// <summary>Chooses where an image is read from.</summary>
public static class ImageSources
{
    /// <summary>The source of an image; nothing is read yet.</summary>
    /// <param name="image">A file of <c>docker save</c>, an OCI layout (a directory, or a tar of one), or an image of a Docker engine.</param>
    /// <param name="options">How to find and read it.</param>
    public static IImageSource Open(string image, ImageSourceOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(image);
        options ??= new ImageSourceOptions();
        return new StoredImageSource(image, options);
    }
}
