using System.Text.Json;

namespace Fleetyard.Images.Sources;

/// <summary>What <c>docker save</c> writes: <c>manifest.json</c>, a configuration, layers.</summary>
internal static class DockerArchive
{
    public const string Manifest = "manifest.json";

    /// <summary>Each has a configuration to be read, which a hostile archive makes large.</summary>
    private const int MostImages = 1000;

    /// <summary>Chooses the image.</summary>
    /// <exception cref="ImageException">There is none, or several to choose of.</exception>
    public static StoredImage Read(IBlobs blobs, ImageSourceOptions options)
    {
        var images = ImageDocument.Read(blobs, Manifest, manifest => Images(blobs, manifest));
        var named = options.Name is { } name ? [.. images.Where(image => image.Names.Contains(name))] : images;
        if (named.Length == 0)
        {
            throw new ImageException($"{blobs.Where} holds no image {options.Name}; it holds {string.Join(", ", images.SelectMany(image => image.Names))}.");
        }

        var platform = options.Platform ?? ImagePlatform.Own;
        var fitting = named.Where(image => ImagePlatform.Is(platform, image.Stored.Platform)).ToArray();
        if (fitting.Length == 0 && (options.Platform is not null || named.Length > 1))
        {
            throw new ImageException($"{blobs.Where} holds no image for {platform}; it holds {string.Join(", ", named.Select(image => image.Stored.Platform).Distinct())}.");
        }

        var chosen = fitting.Length > 0 ? fitting : named;
        return chosen.Length == 1
            ? chosen[0].Stored
            : throw new ImageException($"{blobs.Where} holds {chosen.Length} images; name one of {string.Join(", ", chosen.SelectMany(image => image.Names))}.");
    }

    private static (string[] Names, StoredImage Stored)[] Images(IBlobs blobs, JsonElement manifest) => manifest.GetArrayLength() <= MostImages
        ? [.. manifest.EnumerateArray().Select(image => Image(blobs, image))]
        : throw new ImageException($"{blobs.Where} holds {manifest.GetArrayLength()} images, and {MostImages} are read; save the one that is meant alone.");

    private static (string[] Names, StoredImage Stored) Image(IBlobs blobs, JsonElement image)
    {
        var names = ImageDocument.Array(image, "RepoTags").Select(tag => tag.GetString()!).ToArray();
        var path = image.GetProperty("Config").GetString() ?? "";
        var layers = ImageDocument.Array(image, "Layers").Select(layer => layer.GetString() ?? "")
            .Select(layer => ((string?)null, blobs.Find(layer) ?? throw new ImageException($"{blobs.Where} has no {layer}, a layer of its image; save the image again.")))
            .ToArray();
        var id = "sha256:" + Path.GetFileNameWithoutExtension(path);
        return (names, ImageDocument.Read(blobs, path, config => ImageDocument.Image(config, names.FirstOrDefault() ?? id, id, layers)));
    }
}
