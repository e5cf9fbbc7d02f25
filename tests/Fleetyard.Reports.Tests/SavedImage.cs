using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Fleetyard.Reports.Tests;

/// <summary>A small image as <c>docker save</c> writes one.</summary>
internal sealed class SavedImage : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("fleetyard-reports-").FullName;

    /// <summary>Writes it.</summary>
    /// <param name="entries">Its files with their texts; what begins with an arrow is a symlink to the rest.</param>
    public SavedImage(params (string Path, string Content)[] entries)
    {
        var layer = Tar(entries);
        var config = JsonSerializer.SerializeToUtf8Bytes(new
        {
            architecture = "amd64",
            os = "linux",
            rootfs = new { type = "layers", diff_ids = new[] { "sha256:" + Convert.ToHexStringLower(SHA256.HashData(layer)) } },
            history = new[] { new { created_by = "COPY . /" } },
        });
        var name = Convert.ToHexStringLower(SHA256.HashData(config)) + ".json";
        var manifest = JsonSerializer.SerializeToUtf8Bytes(new[] { new { Config = name, RepoTags = new[] { "small:1" }, Layers = new[] { "layer.tar" } } });
        Location = Path.Combine(folder, "small.tar");
        File.WriteAllBytes(Location, Tar([("layer.tar", layer), (name, config), ("manifest.json", manifest)]));
    }

    public string Location { get; }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static byte[] Tar(IEnumerable<(string Path, string Content)> entries) => Tar(entries.Select(entry => entry.Content.StartsWith('→')
        ? new PaxTarEntry(TarEntryType.SymbolicLink, entry.Path) { LinkName = entry.Content[1..] }
        : OfFile(entry.Path, Encoding.UTF8.GetBytes(entry.Content))));

    private static byte[] Tar((string Path, byte[] Content)[] files) => Tar(files.Select(file => OfFile(file.Path, file.Content)));

    private static PaxTarEntry OfFile(string path, byte[] content) => new(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(content), Mode = (UnixFileMode)0b111_101_101 };

    private static byte[] Tar(IEnumerable<PaxTarEntry> entries)
    {
        var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, leaveOpen: true))
        {
            foreach (var entry in entries)
            {
                writer.WriteEntry(entry);
            }
        }

        return tar.ToArray();
    }
}
