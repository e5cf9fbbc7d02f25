using System.Text.Json;
using System.Text.RegularExpressions;

namespace Fleetyard.Images.Sources;

/// <summary>An OCI image layout: <c>index.json</c>, indexes in it, manifests, configurations, layers.</summary>
internal static partial class OciLayout
{
    public const string Index = "index.json";

    /// <summary>Chooses the image.</summary>
    /// <exception cref="ImageException">There is none, or several to choose of.</exception>
    public static StoredImage Read(IBlobs blobs, ImageSourceOptions options)
    {
        var manifests = ImageDocument.Read(blobs, Index, new OciIndex(blobs).Manifests);
        var named = options.Name is { } name ? [.. manifests.Where(manifest => manifest.Name == name)] : manifests;
        if (named.Length == 0)
        {
            throw new ImageException($"{blobs.Where} holds no image {options.Name}".TrimEnd() + $"; it holds {List(manifests.Select(manifest => manifest.Name))}.");
        }

        var platform = options.Platform ?? ImagePlatform.Own;
        var fitting = named.Where(manifest => manifest.Platform is null || ImagePlatform.Is(platform, manifest.Platform)).ToArray();
        if (fitting.Length == 0 && (options.Platform is not null || named.Length > 1))
        {
            throw new ImageException($"{blobs.Where} holds no image for {platform}; it holds {List(named.Select(manifest => manifest.Platform))}.");
        }

        var chosen = (fitting.Length > 0 ? fitting : named).DistinctBy(manifest => manifest.Digest).ToArray();
        if (chosen.Length > 1)
        {
            throw new ImageException($"{blobs.Where} holds {chosen.Length} images; name one of {List(chosen.Select(manifest => manifest.Name))}.");
        }

        var image = Image(blobs, chosen[0]);
        return options.Platform is null || ImagePlatform.Is(options.Platform, image.Platform)
            ? image
            : throw new ImageException($"{blobs.Where} holds no image for {options.Platform}; it holds {image.Platform}.");
    }

    private static StoredImage Image(IBlobs blobs, OciManifest manifest) => ImageDocument.Read(blobs, PathOf(manifest.Digest), document =>
    {
        var id = document.GetProperty("config").GetProperty("digest").GetString() ?? "";
        var layers = document.GetProperty("layers").EnumerateArray().Select(layer => Layer(blobs, layer)).ToArray();
        return ImageDocument.Read(blobs, PathOf(id), config => ImageDocument.Image(config, manifest.Name ?? blobs.Where, id, layers));
    });

    private static (string? Digest, Blob Blob) Layer(IBlobs blobs, JsonElement descriptor)
    {
        var digest = descriptor.GetProperty("digest").GetString() ?? "";
        var size = descriptor.GetProperty("size").GetInt64();
        var blob = blobs.Find(PathOf(digest)) ?? throw new ImageException($"{blobs.Where} lacks the layer {digest}; copy the image again, with the platform that is asked for.");
        return blob.Length == size
            ? (digest, blob)
            : throw new ImageException($"{blob.Name} has {blob.Length} bytes, where its manifest says {size}; copy the image again.");
    }

    /// <summary>Where a blob lies.</summary>
    /// <exception cref="ImageException">It is no digest.</exception>
    public static string PathOf(string digest) => Digest().IsMatch(digest)
        ? $"blobs/{digest.Replace(':', '/')}"
        : throw new ImageException($"\"{digest[..Math.Min(digest.Length, 80)]}\" is no digest such as sha256:9f86…; copy the image again.");

    private static string List(IEnumerable<string?> names) => string.Join(", ", names.Select(name => name ?? "one without a name").Distinct().DefaultIfEmpty("none"));

    [GeneratedRegex("^[a-z0-9]+:[a-f0-9]{32,128}$")]
    private static partial Regex Digest();
}
