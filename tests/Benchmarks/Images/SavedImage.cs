using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fleetyard.Benchmarks.Images;

/// <summary>The big image on disk: as <c>docker save</c> writes it, and as an OCI layout of gzip layers. Made once, kept until <c>images-remove</c>.</summary>
internal static class SavedImage
{
    public static string Folder(string project) => Path.Combine(project, "artifacts", "benchmarks");

    /// <summary>The tar of <c>docker save</c>.</summary>
    public static string Tar(string project)
    {
        var tar = Path.Combine(Directory.CreateDirectory(Folder(project)).FullName, "big.tar");
        if (!File.Exists(tar))
        {
            BigImage.Require();
            Console.WriteLine($"  saving {BigImage.Name} as {tar}, once ...");
            Engine.Ask("save", "--output", tar + ".part", BigImage.Name);
            File.Move(tar + ".part", tar);
        }

        return tar;
    }

    /// <summary>The OCI layout, each layer compressed as gzip does by default.</summary>
    public static string Layout(string project)
    {
        var tar = Tar(project);
        var layout = Path.Combine(Folder(project), "big-oci");
        if (!File.Exists(Path.Combine(layout, "index.json")))
        {
            Console.WriteLine($"  compressing its layers to {layout}, once ...");
            Write(tar, Directory.CreateDirectory(layout).FullName);
        }

        return layout;
    }

    /// <summary>The layout's layers.</summary>
    public static string[] Layers(string layout) => [.. Directory.GetFiles(Path.Combine(layout, "blobs/sha256")).Where(IsGzip).OrderByDescending(file => new FileInfo(file).Length)];

    private static bool IsGzip(string file)
    {
        using var blob = File.OpenRead(file);
        return blob.ReadByte() == 0x1F && blob.ReadByte() == 0x8B;
    }

    private static void Write(string tar, string layout)
    {
        var unpacked = Directory.CreateDirectory(Path.Combine(layout, "unpacked")).FullName;
        TarFile.ExtractToDirectory(tar, unpacked, overwriteFiles: true);
        Directory.CreateDirectory(Path.Combine(layout, "blobs/sha256"));
        var image = JsonNode.Parse(File.ReadAllText(Path.Combine(unpacked, "manifest.json")))![0]!;
        var layers = image["Layers"]!.AsArray().Select(layer => Path.Combine(unpacked, (string)layer!)).ToArray();
        var descriptors = new JsonNode[layers.Length];
        Parallel.For(0, layers.Length, index => descriptors[index] = Put(layout, "application/vnd.oci.image.layer.v1.tar+gzip", layers[index], isCompressed: true));
        var manifest = new JsonObject
        {
            ["schemaVersion"] = 2,
            ["config"] = Put(layout, "application/vnd.oci.image.config.v1+json", Path.Combine(unpacked, (string)image["Config"]!), isCompressed: false),
            ["layers"] = new JsonArray(descriptors),
        };
        File.WriteAllText(Path.Combine(unpacked, "manifest.oci"), manifest.ToJsonString());
        var index = new JsonObject { ["schemaVersion"] = 2, ["manifests"] = new JsonArray(Put(layout, "application/vnd.oci.image.manifest.v1+json", Path.Combine(unpacked, "manifest.oci"), isCompressed: false)) };
        Directory.Delete(unpacked, recursive: true);
        File.WriteAllText(Path.Combine(layout, "oci-layout"), JsonSerializer.Serialize(new { imageLayoutVersion = "1.0.0" }));
        File.WriteAllText(Path.Combine(layout, "index.json"), index.ToJsonString());
    }

    /// <summary>Puts a file among the blobs, and describes it.</summary>
    private static JsonObject Put(string layout, string type, string file, bool isCompressed)
    {
        var part = Path.Combine(layout, Guid.NewGuid().ToString("n"));
        using (var content = File.OpenRead(file))
        using (var written = File.Create(part))
        using (Stream target = isCompressed ? new GZipStream(written, CompressionLevel.Optimal) : written)
        {
            content.CopyTo(target);
        }

        using var blob = File.OpenRead(part);
        var (digest, size) = (Convert.ToHexStringLower(SHA256.HashData(blob)), blob.Length);
        File.Move(part, Path.Combine(layout, "blobs/sha256", digest), overwrite: true);
        return new JsonObject { ["mediaType"] = type, ["digest"] = $"sha256:{digest}", ["size"] = size };
    }
}
