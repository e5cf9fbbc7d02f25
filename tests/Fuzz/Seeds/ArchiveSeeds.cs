using System.Text;
using System.Text.Json;

namespace Fleetyard.Fuzz.Seeds;

/// <summary>Archives of whole images: packed in every way, compressed to bombs, with documents that lie.</summary>
internal static class ArchiveSeeds
{
    private static readonly byte[] Layer = new LayerTar().Directory("usr/lib").File("usr/lib/libcrypto.so", "elf").Symlink("lib", "usr/lib").Write();

    public static IEnumerable<(string Name, byte[] Bytes)> All()
    {
        foreach (var packing in new[] { Packing.DockerSave, Packing.DockerSaveGzip, Packing.OciTarZstd, Packing.OciTarGzipGzip })
        {
            using var packed = new PackedImage(packing, [Layer, new LayerTar().Whiteout("usr", "lib").File("b", "b").Write()]);
            yield return (packing.ToString(), File.ReadAllBytes(packed.Location));
        }

        var docker = PackedImage.Docker([Layer]);
        yield return ("a gzip bomb", PackedImage.Gzip(PackedImage.Tar([.. docker, ("zeros", new byte[16 << 20])])));
        yield return ("a bomb for a layer", PackedImage.Tar(PackedImage.Docker([PackedImage.Gzip(new LayerTar().File("zeros", new byte[16 << 20]).Write())])));
        yield return ("gzip in gzip", PackedImage.Gzip(PackedImage.Gzip(PackedImage.Tar(docker))));
        yield return ("cut gzip", PackedImage.Gzip(PackedImage.Tar(docker))[..200]);
        yield return ("empty gzip", PackedImage.Gzip([]));
        yield return ("only the magic of zstd", [0x28, 0xB5, 0x2F, 0xFD]);
        yield return ("cut", PackedImage.Tar(docker)[..2000]);
        yield return ("nothing", []);
        yield return ("no image", PackedImage.Tar([("a", "a"u8.ToArray())]));
        foreach (var (document, index) in Documents().Select((document, index) => (document, index)))
        {
            yield return ($"manifest {index}", PackedImage.Tar([.. docker[..^1], ("manifest.json", Encoding.UTF8.GetBytes(document))]));
            yield return ($"index {index}", PackedImage.Tar([("index.json", Encoding.UTF8.GetBytes(document)), ("blobs/sha256/x", Encoding.UTF8.GetBytes(document))]));
            yield return ($"configuration {index}", PackedImage.Tar([docker[0], (docker[1].Path, Encoding.UTF8.GetBytes(document)), docker[2]]));
        }

        yield return ("a layer that is a link to itself", [.. new LayerTar().Symlink("manifest.json", "manifest.json").HardLink("index.json", "index.json").Write()]);
        yield return ("a manifest through links", [.. new LayerTar().File("real", "[]").Symlink("manifest.json", "../../real").Write()]);
        var lying = PackedImage.Tar(docker);
        "77777777777"u8.CopyTo(lying.AsSpan(124));
        RawTar.MendChecksums(lying);
        yield return ("a size that lies", lying);
    }

    private static IEnumerable<string> Documents() =>
    [
        "", "[]", "{}", "null", "7", "[7]", "[[]]", "[{}]", "{\"manifests\":{}}", "{\"manifests\":[{}]}", "{\"manifests\":[{\"digest\":null}]}", "{\"manifests\":[{\"digest\":\"sha256:../../etc/passwd\"}]}",
        "[{\"Config\":null,\"Layers\":[null]}]", "[{\"Config\":\"../../etc/passwd\",\"Layers\":[\"/etc/passwd\"]}]", "[{\"Config\":{},\"RepoTags\":[7,null],\"Layers\":7}]", "[{\"Config\":\"\",\"RepoTags\":{},\"Layers\":[]}]",
        "{\"os\":7,\"architecture\":null,\"rootfs\":{\"diff_ids\":[null]},\"history\":[null,7,{\"empty_layer\":\"x\"}]}", "{\"rootfs\":[]}", "{\"rootfs\":{\"diff_ids\":7}}", "{\"history\":7,\"rootfs\":{\"diff_ids\":[\"x\"]}}",
        new string('[', 100), JsonSerializer.Serialize(new string('x', 10_000)), "{\"manifests\":[{\"digest\":\"\\ud800\"}]}", "{\"manifests\":[{\"digest\":\"sha256:" + new string('a', 64) + "\",\"annotations\":7,\"platform\":[]}]}",
    ];
}
