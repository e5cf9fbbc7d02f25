using System.Formats.Tar;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Fleetyard.Benchmarks.Images;

/// <summary>An image with a million entries, as a <c>docker save</c> tar and in the engine; made once, kept until <c>images-remove</c>.</summary>
internal static class MillionEntries
{
    public const string Name = "fleetyard-images-bench:million";

    private const int Directories = 1000, Files = 999;

    /// <summary>Loads it into the engine, which takes a minute and a million inodes.</summary>
    public static void Require(string project)
    {
        if (!Engine.Has(Name))
        {
            Console.WriteLine($"  loading {Name}, once ...");
            Engine.Ask("load", "--quiet", "--input", Tar(project));
        }
    }

    public static string Tar(string project)
    {
        var tar = Path.Combine(Directory.CreateDirectory(SavedImage.Folder(project)).FullName, "million.tar");
        if (!File.Exists(tar))
        {
            var layer = tar + ".layer";
            WriteLayer(layer);
            Write(tar + ".part", layer);
            File.Delete(layer);
            File.Move(tar + ".part", tar);
        }

        return tar;
    }

    private static void WriteLayer(string file)
    {
        using var writer = new TarWriter(File.Create(file), TarEntryFormat.Ustar);
        for (var directory = 0; directory < Directories; directory++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"usr/share/directory-{directory}");
            writer.WriteEntry(new UstarTarEntry(TarEntryType.Directory, path));
            for (var name = 0; name < Files; name++)
            {
                writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, string.Create(CultureInfo.InvariantCulture, $"{path}/file-{directory}-{name}.h")));
            }
        }
    }

    private static void Write(string file, string layer)
    {
        using var content = File.OpenRead(layer);
        var diffId = $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}";
        content.Position = 0;
        var config = JsonSerializer.SerializeToUtf8Bytes(new { os = "linux", architecture = "amd64", config = new { Labels = new Dictionary<string, string> { [BigImage.Label.Split('=')[0]] = "true" } }, rootfs = new { type = "layers", diff_ids = new[] { diffId } } });
        var name = Convert.ToHexStringLower(SHA256.HashData(config)) + ".json";
        var manifest = JsonSerializer.SerializeToUtf8Bytes(new[] { new { Config = name, RepoTags = new[] { Name }, Layers = new[] { "layer.tar" } } });
        using var writer = new TarWriter(File.Create(file), TarEntryFormat.Ustar);
        writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "layer.tar") { DataStream = content });
        writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(config) });
        writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "manifest.json") { DataStream = new MemoryStream(manifest) });
    }
}
