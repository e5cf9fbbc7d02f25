using System.Net.Http.Headers;
using System.Text.Json;

namespace Fleetyard.Images.Tests.Registry;

/// <summary>Puts blobs and manifests into a repository, as docker push does, and what it would not.</summary>
internal sealed class Push(string host) : IDisposable
{
    public const string ManifestType = "application/vnd.oci.image.manifest.v1+json";
    public const string IndexType = "application/vnd.oci.image.index.v1+json";

    private readonly HttpClient http = new() { BaseAddress = new Uri($"http://{host}/") };

    /// <summary>The repository, without its host.</summary>
    public string Repository { get; } = $"fleetyard/test-{Guid.NewGuid():n}";

    /// <summary>What the image is called in <c>--image</c>.</summary>
    public string Name(string tag) => $"docker://{host}/{Repository}{(tag.Contains(':', StringComparison.Ordinal) ? '@' : ':')}{tag}";

    /// <summary>An image for a platform.</summary>
    /// <returns>Its descriptor in an index.</returns>
    public Descriptor Image(string? tag, string platform, params byte[][] layers)
    {
        var config = JsonSerializer.SerializeToUtf8Bytes(new
        {
            os = platform.Split('/')[0],
            architecture = platform.Split('/')[1],
            rootfs = new { type = "layers", diff_ids = layers.Select(PackedImage.Digest) },
        });
        return Manifest(tag, JsonSerializer.SerializeToUtf8Bytes(new
        {
            schemaVersion = 2,
            config = Blob(config),
            layers = layers.Select(layer => Blob(PackedImage.Gzip(layer))).ToArray(),
        }, JsonSerializerOptions.Web), ManifestType, platform);
    }

    /// <summary>The image of an OCI layout.</summary>
    public void Layout(string tag, IReadOnlyList<(string Path, byte[] Content)> files)
    {
        var blobs = files.Where(file => file.Path.StartsWith("blobs/", StringComparison.Ordinal)).ToDictionary(file => file.Path[6..].Replace('/', ':'), file => file.Content);
        using var index = JsonDocument.Parse(files.First(file => file.Path == "index.json").Content);
        var manifest = index.RootElement.GetProperty("manifests")[0].GetProperty("digest").GetString()!;
        foreach (var (_, content) in blobs.Where(blob => blob.Key != manifest))
        {
            Blob(content);
        }

        Manifest(tag, blobs[manifest], ManifestType);
    }

    /// <summary>Puts a manifest or an index; without a tag it is found by its digest alone.</summary>
    public Descriptor Manifest(string? tag, byte[] manifest, string type, string? platform = null)
    {
        var digest = PackedImage.Digest(manifest);
        using var content = new ByteArrayContent(manifest);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        Send(new HttpRequestMessage(HttpMethod.Put, $"v2/{Repository}/manifests/{tag ?? digest}") { Content = content });
        var parts = platform?.Split('/');
        return new Descriptor(type, digest, manifest.Length, parts is null ? null : new { os = parts[0], architecture = parts[1], variant = parts.ElementAtOrDefault(2) ?? "" });
    }

    public void Index(string? tag, params Descriptor[] manifests) => Manifest(tag, IndexOf(manifests), IndexType);

    public static byte[] IndexOf(params Descriptor[] manifests) => JsonSerializer.SerializeToUtf8Bytes(new { schemaVersion = 2, mediaType = IndexType, manifests }, JsonSerializerOptions.Web);

    /// <summary>Puts a blob.</summary>
    /// <returns>Its descriptor.</returns>
    public Descriptor Blob(byte[] blob)
    {
        var digest = PackedImage.Digest(blob);
        var upload = Send(new HttpRequestMessage(HttpMethod.Post, $"v2/{Repository}/blobs/uploads/")).Headers.Location!;
        Send(new HttpRequestMessage(HttpMethod.Put, $"{upload}&digest={digest}") { Content = new ByteArrayContent(blob) });
        return new Descriptor("application/octet-stream", digest, blob.Length);
    }

    public void Dispose() => http.Dispose();

    private HttpResponseMessage Send(HttpRequestMessage request)
    {
        using (request)
        {
            var response = http.Send(request);
            Assert.That(response.IsSuccessStatusCode, $"{request.Method} {request.RequestUri}: {response.StatusCode} {new StreamReader(response.Content.ReadAsStream()).ReadToEnd()}");
            return response;
        }
    }

    internal sealed record Descriptor(string MediaType, string Digest, int Size, object? Platform = null);
}
