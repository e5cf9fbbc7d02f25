using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using ZstdSharp;

namespace Fleetyard.Images.Tests;

/// <summary>An image of made-up layers, packed in a folder of its own.</summary>
internal sealed partial class PackedImage : IDisposable
{
    public const string Name = "made.up/image:1";
    private readonly string folder = Directory.CreateTempSubdirectory("fleetyard-images-").FullName;

    public PackedImage(Packing packing, IReadOnlyList<byte[]> layers, string platform = "linux/amd64", int? cut = null)
    {
        var files = packing is Packing.DockerSave or Packing.DockerSaveGzip ? Docker(layers, platform) : Oci(layers.Select(layer => (layer, Cut(Pack(packing, layer), cut))), platform);
        var tar = Path.Combine(folder, "image.tar");
        switch (packing)
        {
            case Packing.OciDirectory or Packing.OciDirectoryGzip:
                Location = folder;
                foreach (var (path, content) in files)
                {
                    Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
                    File.WriteAllBytes(Path.Combine(folder, path), content);
                }

                break;
            case Packing.Registry:
                var name = "";
                Push(files, ref name);
                Location = name;
                break;
            default:
                Location = tar;
                var bytes = Tar(files);
                bytes = packing is Packing.DockerSaveGzip or Packing.OciTarGzipGzip ? Gzip(bytes) : bytes;
                File.WriteAllBytes(tar, bytes);
                break;
        }
    }

    public string Location { get; }

    public static byte[] Gzip(byte[] content)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }

    public static string Digest(byte[] content) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content));

    public static byte[] Tar(IEnumerable<(string Path, byte[] Content)> files) =>
        files.Aggregate(new LayerTar(), (tar, file) => tar.File(file.Path, file.Content)).Write();

    public static List<(string Path, byte[] Content)> Docker(IReadOnlyList<byte[]> layers, string platform = "linux/amd64", string name = Name, object? container = null)
    {
        var config = Config(layers, platform, container);
        var paths = layers.Select((_, index) => $"layer{index}/layer.tar").ToArray();
        var manifest = JsonSerializer.SerializeToUtf8Bytes(new[] { new { Config = Digest(config)[7..] + ".json", RepoTags = new[] { name }, Layers = paths } });
        return [.. layers.Select((layer, index) => (paths[index], layer)), (Digest(config)[7..] + ".json", config), ("manifest.json", manifest)];
    }

    /// <summary>Pushes the image; not where there is no registry to push to.</summary>
    static partial void Push(List<(string Path, byte[] Content)> files, ref string name);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static byte[] Cut(byte[] layer, int? cut) => layer[..(cut ?? layer.Length)];

    private static byte[] Pack(Packing packing, byte[] layer)
    {
        if (packing != Packing.OciTarZstd)
        {
            return packing == Packing.OciDirectory ? layer : Gzip(layer);
        }

        using var compressor = new Compressor();
        return compressor.Wrap(layer).ToArray();
    }

    private static List<(string, byte[])> Oci(IEnumerable<(byte[] Plain, byte[] Packed)> layers, string platform)
    {
        var all = layers.ToArray();
        var config = Config([.. all.Select(layer => layer.Plain)], platform);
        var manifest = JsonSerializer.SerializeToUtf8Bytes(new
        {
            schemaVersion = 2,
            config = Descriptor(config),
            layers = all.Select(layer => Descriptor(layer.Packed)),
        });
        var index = JsonSerializer.SerializeToUtf8Bytes(new
        {
            schemaVersion = 2,
            manifests = new[]
            {
                new
                {
                    mediaType = "application/vnd.oci.image.manifest.v1+json",
                    digest = Digest(manifest),
                    size = manifest.Length,
                    annotations = new Dictionary<string, string> { ["io.containerd.image.name"] = Name },
                },
            },
        });
        return [("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}"u8.ToArray()), ("index.json", index), .. all.Select(layer => layer.Packed).Append(config).Append(manifest).DistinctBy(Digest).Select(blob => (BlobPath(blob), blob))];
    }

    private static object Descriptor(byte[] blob) => new { mediaType = "application/octet-stream", digest = Digest(blob), size = blob.Length };

    private static string BlobPath(byte[] blob) => $"blobs/{Digest(blob).Replace(':', '/')}";

    private static byte[] Config(IReadOnlyList<byte[]> layers, string platform, object? container = null) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        os = platform.Split('/')[0],
        architecture = platform.Split('/')[1],
        config = container ?? new { },
        rootfs = new { type = "layers", diff_ids = layers.Select(Digest) },
        history = layers.SelectMany((_, index) => new object[] { new { created_by = $"RUN step {index}" }, new { created_by = "ENV A=1", empty_layer = true } }),
    });
}
