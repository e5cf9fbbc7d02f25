using System.Text.Json;
using Fleetyard.Images.Sources;

namespace Fleetyard.Images.Registry;

/// <summary>Finds an image: from the tag or digest through indexes to the manifest of a platform, and its configuration.</summary>
/// <param name="client">Gets them.</param>
/// <param name="reference">The image.</param>
/// <param name="platform">The platform asked for; null for this machine's, or the only one there is.</param>
internal sealed class RegistryManifests(RegistryClient client, ImageReference reference, string? platform)
{
    /// <summary>Indexes in indexes are rare, and no honest image has this many.</summary>
    private const int MostIndexes = 16;

    /// <summary>What is understood; what a registry answers beyond is told by its fields.</summary>
    private static readonly string Understood = string.Join(", ", OciIndex, DockerList, "application/vnd.oci.image.manifest.v1+json", "application/vnd.docker.distribution.manifest.v2+json");

    private const string OciIndex = "application/vnd.oci.image.index.v1+json";
    private const string DockerList = "application/vnd.docker.distribution.manifest.list.v2+json";

    /// <summary>Finds it.</summary>
    /// <exception cref="ImageException">There is none, or none for the platform.</exception>
    public async Task<RegistryImage> FindAsync(CancellationToken cancellationToken)
    {
        var top = await ReadManifestAsync(reference.Manifest, reference.Digest, null, cancellationToken);
        if (top.Images.Count == 0 && !top.IsIndex)
        {
            return await ReadImageAsync(top, null, cancellationToken);
        }

        var chosen = Choose(await ImagesAsync(top, cancellationToken));
        var manifest = await ReadManifestAsync(chosen.Blob.Digest.ToString(), chosen.Blob.Digest, chosen.Blob.Size, cancellationToken);
        return manifest.IsIndex
            ? throw new ImageException($"{reference} leads to an index that its own index calls a manifest; push the image again.")
            : await ReadImageAsync(manifest, chosen.Platform, cancellationToken);
    }

    private async Task<List<Candidate>> ImagesAsync(Manifest top, CancellationToken cancellationToken)
    {
        var images = new List<Candidate>();
        var indexes = new Queue<Manifest>([top]);
        for (var count = 1; indexes.TryDequeue(out var index);)
        {
            foreach (var candidate in index.Images)
            {
                if (!candidate.IsIndex)
                {
                    images.Add(candidate);
                    continue;
                }

                if (++count > MostIndexes)
                {
                    throw new ImageException($"{reference} has more than {MostIndexes} indexes in indexes; push the image again.");
                }

                indexes.Enqueue(await ReadManifestAsync(candidate.Blob.Digest.ToString(), candidate.Blob.Digest, candidate.Blob.Size, cancellationToken));
            }
        }

        return images;
    }

    private Candidate Choose(List<Candidate> images)
    {
        var asked = platform ?? ImagePlatform.Own;
        var exact = images.Where(image => image.Platform is null || image.Platform == asked).ToArray();
        var fitting = exact.Length > 0 ? exact : [.. images.Where(image => ImagePlatform.Is(asked, image.Platform!))];
        var chosen = fitting.Length == 0 && platform is null && images.Count == 1 ? [.. images] : fitting;
        var platforms = string.Join(", ", (chosen.Length > 0 ? chosen : [.. images]).Select(image => image.Platform ?? "one without a platform").Distinct());
        return chosen.DistinctBy(image => image.Platform).ToArray() switch
        {
            [var only] => only,
            [] => throw new ImageException($"{reference} has no image for {asked}; it has {(platforms.Length > 0 ? platforms : "none at all")}."),
            _ => throw new ImageException($"{reference} has several images for {asked}; ask for one of {platforms}."),
        };
    }

    /// <param name="manifest">The image's manifest.</param>
    /// <param name="listed">What its index says it is for; configurations leave the variant out at times.</param>
    /// <param name="cancellationToken">Ends it.</param>
    private async Task<RegistryImage> ReadImageAsync(Manifest manifest, string? listed, CancellationToken cancellationToken)
    {
        var blob = manifest.Config!;
        var what = $"configuration {blob.Digest} of {reference}";
        var bytes = await client.ReadDocumentAsync($"blobs/{blob.Digest}", what, blob.Digest, blob.Size, "*/*", cancellationToken);
        return ImageDocument.Read(what, bytes, config =>
        {
            var own = ImageDocument.Platform(config);
            var full = listed is not null && ImagePlatform.Is(own, listed) ? listed : own;
            return platform is null || ImagePlatform.Is(platform, full)
                ? new RegistryImage
                {
                    Name = reference.ToString(),
                    Id = blob.Digest.ToString(),
                    Platform = full,
                    Layers = [.. ImageDocument.Layers(config, reference.ToString(), [.. manifest.Layers.Select(layer => layer.Digest.ToString())]).Zip(manifest.Layers)],
                }
                : throw new ImageException($"{reference} has no image for {platform}; it has {full}.");
        });
    }

    private async Task<Manifest> ReadManifestAsync(string name, BlobDigest? digest, long? size, CancellationToken cancellationToken)
    {
        var what = size is null ? reference.ToString() : $"manifest {digest} of {reference}";
        var bytes = await client.ReadDocumentAsync($"manifests/{name}", what, digest, size, Understood, cancellationToken);
        return ImageDocument.Read(what, bytes, Read);
    }

    /// <summary>A document that is both would be one image to us and another to others (CVE-2021-41190).</summary>
    private Manifest Read(JsonElement document)
    {
        var isIndex = document.TryGetProperty("manifests", out _);
        var isManifest = document.TryGetProperty("config", out _) || document.TryGetProperty("layers", out _);
        return (isIndex, isManifest) switch
        {
            (true, true) => throw new ImageException($"{reference} is both an index and a manifest, which is none; push the image again."),
            (true, false) => new Manifest(true, null, [], [.. document.GetProperty("manifests").EnumerateArray().Select(Image).Where(image => image.Platform != "unknown/unknown")]),
            (false, true) => new Manifest(false, Blob(document.GetProperty("config")), [.. document.GetProperty("layers").EnumerateArray().Select(Blob)], []),
            _ when document.TryGetProperty("fsLayers", out _) => throw new ImageException($"{reference} has a manifest of schema 1, which docker reads no more, either; push the image again with a newer docker."),
            _ => throw new ImageException($"{reference} has neither layers nor manifests; push the image again."),
        };
    }

    private Candidate Image(JsonElement descriptor)
    {
        var isIndex = ImageDocument.Text(descriptor, "mediaType") is OciIndex or DockerList;
        return new Candidate(isIndex, Blob(descriptor), descriptor.TryGetProperty("platform", out var parts) && ImageDocument.Platform(parts) is { Length: > 0 } listed ? listed : null);
    }

    private RegistryBlob Blob(JsonElement descriptor) =>
        new(BlobDigest.Parse(ImageDocument.Text(descriptor, "digest"), reference.ToString()), descriptor.GetProperty("size").GetInt64());

    private sealed record Manifest(bool IsIndex, RegistryBlob? Config, IReadOnlyList<RegistryBlob> Layers, IReadOnlyList<Candidate> Images);

    private sealed record Candidate(bool IsIndex, RegistryBlob Blob, string? Platform);
}
