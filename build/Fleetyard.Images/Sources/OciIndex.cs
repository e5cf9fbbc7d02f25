using System.Text.Json;

namespace Fleetyard.Images.Sources;

/// <summary>The images that the index of a layout names, those of the indexes in it included.</summary>
internal sealed class OciIndex(IBlobs blobs)
{
    /// <summary>Indexes in indexes: two are known (containerd's), and an index that names itself must end.</summary>
    private const int DeepestIndex = 4;

    /// <summary>Indexes that name one index many times multiply; a layout of a thousand images for ten platforms has fewer.</summary>
    private const int MostDescriptors = 20_000;

    private int descriptors;

    /// <summary>Reads the images of the layout's own index.</summary>
    /// <exception cref="ImageException">An index is broken, or there are too many.</exception>
    public OciManifest[] Manifests(JsonElement index) => [.. Manifests(index, null, 0)];

    private IEnumerable<OciManifest> Manifests(JsonElement index, string? name, int depth)
    {
        foreach (var descriptor in index.GetProperty("manifests").EnumerateArray())
        {
            if (++descriptors > MostDescriptors)
            {
                throw new ImageException($"{blobs.Where} names more than {MostDescriptors} images and indexes; copy the one image that is meant.");
            }

            var digest = descriptor.GetProperty("digest").GetString() ?? "";
            var annotations = descriptor.TryGetProperty("annotations", out var found) ? found : default;
            var own = ImageDocument.Text(annotations, "io.containerd.image.name") ?? ImageDocument.Text(annotations, "org.opencontainers.image.ref.name") ?? name;
            if (ImageDocument.Text(descriptor, "mediaType") is "application/vnd.oci.image.index.v1+json" or "application/vnd.docker.distribution.manifest.list.v2+json")
            {
                if (depth == DeepestIndex)
                {
                    throw new ImageException($"{blobs.Where} has indexes in indexes in indexes; copy the image again.");
                }

                foreach (var manifest in ImageDocument.Read(blobs, OciLayout.PathOf(digest), nested => Manifests(nested, own, depth + 1).ToArray()))
                {
                    yield return manifest;
                }

                continue;
            }

            var platform = descriptor.TryGetProperty("platform", out var parts) ? ImageDocument.Platform(parts) : null;

            // Build attestations are stored beside images.
            if (platform != "unknown/unknown")
            {
                yield return new OciManifest(digest, own, platform);
            }
        }
    }
}
