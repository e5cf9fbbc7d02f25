using System.Text;
using System.Text.Json;

namespace Fleetyard.Fuzz.Seeds;

/// <summary>Names of images, and documents that a registry answers (OCI distribution specification).</summary>
internal static class RegistrySeeds
{
    private static readonly string Digest = "sha256:" + new string('a', 64);

    public static IEnumerable<(string Name, byte[] Bytes)> References() => Numbered(
        "debian", "debian:13", "ghcr.io/owner/name:tag", "localhost:5000/a/b@" + Digest, "[::1]:5000/a", "a.b/c:d@" + Digest, "127.0.0.1/x",
        "", "/", ":", "@", "a//b", "a/../b", "A/b", "a:b:c", "a@sha256:1", "a@" + Digest + "0", "user:password@host/a", "host:99999/a", "a b", "a\nb", "\u0000", "ä/b", "host.:1/a",
        new string('a', 300), "h.x/" + new string('a', 5000), "a:" + new string('t', 200), "%2e%2e/%2f", "http://host/a", "-/a", "a-.b_/c__d/e---f");

    public static IEnumerable<(string Name, byte[] Bytes)> Documents()
    {
        object descriptor = new { mediaType = "application/octet-stream", digest = Digest, size = 2 };
        object manifest = new { schemaVersion = 2, mediaType = "application/vnd.oci.image.manifest.v1+json", config = descriptor, layers = new[] { descriptor } };
        object platform = new { os = "linux", architecture = "amd64" };
        return Numbered(
        [
            Json(manifest),
            Json(new { schemaVersion = 2, manifests = new[] { new { mediaType = "application/vnd.oci.image.manifest.v1+json", digest = Digest, size = 2, platform } } }),
            Json(new { schemaVersion = 2, mediaType = "application/vnd.oci.image.index.v1+json", manifests = new[] { new { mediaType = "application/vnd.oci.image.index.v1+json", digest = Digest, size = 2 } } }),
            Json(new { schemaVersion = 1, name = "made/up", fsLayers = new[] { new { blobSum = Digest } } }),
            Json(new { config = descriptor, layers = new[] { descriptor }, os = "linux", architecture = "amd64", rootfs = new { type = "layers", diff_ids = new[] { Digest } } }),
            Json(new { errors = new[] { new { code = "UNAUTHORIZED", message = "no\nno" } } }),
            "", "{}", "[]", "null", "7", "{\"config\":7,\"layers\":7}", "{\"config\":{\"digest\":\"sha256:../../x\",\"size\":-1},\"layers\":[null]}", "{\"manifests\":{}}", "{\"manifests\":[{}]}",
            "{\"manifests\":[{\"digest\":7,\"size\":\"x\",\"platform\":[]}]}", "{\"layers\":[{\"digest\":\"" + Digest + "\",\"size\":9223372036854775807}],\"config\":{\"digest\":\"" + Digest + "\",\"size\":1e99}}",
            new string('[', 100), "<html>", "{\"manifests\":[{\"digest\":\"\\ud800\"}]}", Json(new string('x', 10_000)),
        ]);
    }

    private static string Json(object document) => JsonSerializer.Serialize(document);

    private static IEnumerable<(string Name, byte[] Bytes)> Numbered(params string[] texts) => texts.Select((text, index) => ($"text {index}", Encoding.UTF8.GetBytes(text)));
}
