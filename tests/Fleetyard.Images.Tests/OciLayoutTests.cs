using System.Text.Json;

namespace Fleetyard.Images.Tests;

/// <summary>Which image of a layout or an archive is meant, and what is said where none can be.</summary>
internal sealed class OciLayoutTests : IAsyncDisposable
{
    private const string ManifestType = "application/vnd.oci.image.manifest.v1+json";
    private const string IndexType = "application/vnd.oci.image.index.v1+json";
    private readonly string folder = Directory.CreateTempSubdirectory("fleetyard-layout-").FullName;
    private readonly List<IImageSource> sources = [];

    [TestCase("linux/amd64")]
    [TestCase("linux/arm64")]
    [TestCase("linux/arm64/v8")]
    public async Task The_platform_asked_for_is_read_out_of_nested_indexes(string platform)
    {
        Index(Descriptor(Json(new { manifests = new[] { Manifest("linux/amd64"), Manifest("linux/arm64/v8"), Manifest("unknown/unknown") } }), IndexType, "app:1"));
        var image = await ReadAsync(new ImageSourceOptions { Platform = platform });
        Assert.That(image.Platform, Does.StartWith(platform));
        Assert.That(image.Name, Is.EqualTo("app:1"));
        Assert.That(await View.OfAsync(image), Is.EqualTo(new[] { $"f /platform {image.Platform}" }));
    }

    [Test]
    public async Task Blobs_of_other_platforms_may_be_missing()
    {
        Index(Manifest("linux/amd64"), Manifest("linux/arm64/v8", isStored: false));
        Assert.That((await ReadAsync(new ImageSourceOptions { Platform = "linux/amd64" })).Platform, Is.EqualTo("linux/amd64"));
        await RefusesAsync(new ImageSourceOptions { Platform = "linux/arm64" }, "has no blobs/sha256/");
    }

    [Test]
    public async Task A_platform_that_is_not_there_is_told_with_those_that_are()
    {
        Index(Manifest("linux/amd64"), Manifest("linux/arm64/v8"));
        await RefusesAsync(new ImageSourceOptions { Platform = "linux/s390x" }, "linux/s390x; it holds linux/amd64, linux/arm64/v8");
    }

    [Test]
    public async Task The_only_image_beside_its_attestation_needs_no_platform()
    {
        Index(Manifest("linux/s390x"), Manifest("unknown/unknown"));
        Assert.That((await ReadAsync(new ImageSourceOptions())).Platform, Is.EqualTo("linux/s390x"));
    }

    [Test]
    public async Task Of_several_images_one_is_named()
    {
        Index(Manifest("linux/amd64", "one:1"), Manifest("linux/amd64", "two:2", "second"));
        await RefusesAsync(new ImageSourceOptions { Platform = "linux/amd64" }, "name one of one:1, two:2");
        await RefusesAsync(new ImageSourceOptions { Name = "three:3" }, "no image three:3; it holds one:1, two:2");
        Assert.That(await View.OfAsync(await ReadAsync(new ImageSourceOptions { Name = "two:2", Platform = "linux/amd64" })), Is.EqualTo(new[] { "f /platform second" }));
    }

    [Test]
    public async Task An_index_that_holds_itself_ends()
    {
        // No digest can be its own content's; here nobody checks it, and a reader must end all the same.
        var own = "sha256:" + new string('a', 64);
        var index = Json(new { manifests = new[] { new { mediaType = IndexType, digest = own } } });
        Write($"blobs/{own.Replace(':', '/')}", index);
        Write("index.json", index);
        await RefusesAsync(new ImageSourceOptions(), "indexes in indexes");
    }

    [Test]
    public async Task Indexes_that_multiply_each_other_end()
    {
        var manifest = Manifest("linux/amd64");
        var inner = Json(new { manifests = Enumerable.Repeat(manifest, 20_000) });
        Index([.. Enumerable.Repeat(Descriptor(inner, IndexType), 20_000)]);
        Assert.That(await Hostile.Bounded.Answer(_ => RefusalAsync(new ImageSourceOptions())), Does.Contain("more than"));
    }

    [Test]
    public async Task More_layers_than_any_engine_takes_are_refused()
    {
        var layer = new LayerTar().File("a", "a").Write();
        var config = Descriptor(Config("linux/amd64", [.. Enumerable.Repeat(layer, 33_000)]));
        Index(Descriptor(Json(new { config, layers = Enumerable.Repeat(Descriptor(layer), 33_000) }), ManifestType));
        await RefusesAsync(new ImageSourceOptions(), "33000 layers");
    }

    [TestCase("sha256:../../../../etc/passwd")]
    [TestCase("/etc/passwd")]
    [TestCase("")]
    public async Task A_digest_that_is_a_path_is_refused(string digest)
    {
        Write("index.json", Json(new { manifests = new[] { new { mediaType = ManifestType, digest } } }));
        await RefusesAsync(new ImageSourceOptions(), "is no digest");
    }

    [Test]
    public async Task A_layer_of_another_size_than_its_manifest_says_is_refused()
    {
        var config = Descriptor(Config("linux/amd64", []));
        var layer = PackedImage.Digest([1]);
        Write(PathOf(layer), new byte[10]);
        Index(Descriptor(Json(new { config, layers = new[] { new { digest = layer, size = 11 } } }), ManifestType));
        await RefusesAsync(new ImageSourceOptions(), "has 10 bytes, where its manifest says 11");
    }

    [TestCase("[]")]
    [TestCase("{\"manifests\":7}")]
    [TestCase("{\"manifests\":[{}]}")]
    [TestCase("{")]
    public async Task A_document_that_is_none_is_refused(string index)
    {
        Write("index.json", System.Text.Encoding.UTF8.GetBytes(index));
        await RefusesAsync(new ImageSourceOptions(), "index.json");
    }

    [Test]
    public async Task A_folder_without_an_image_is_told() => await RefusesAsync(new ImageSourceOptions(), "is no image");

    [Test]
    public async Task A_file_that_does_not_exist_is_told()
    {
        await using var source = ImageSources.Open(Path.Combine(folder, "none.tar"));
        Assert.That((await Assert.ThrowsAsync<ImageException>(() => source.ReadAsync(_ => false)))!.Message, Does.Contain("none.tar").And.Not.Contain("\n"));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var source in sources)
        {
            await source.DisposeAsync();
        }

        Directory.Delete(folder, recursive: true);
    }

    private void Index(params object[] manifests) => Write("index.json", Json(new { schemaVersion = 2, manifests }));

    private Dictionary<string, object> Manifest(string platform, string? name = null, string? content = null, bool isStored = true)
    {
        var layer = new LayerTar().File("platform", content ?? platform).Write();
        var document = Json(new { config = Descriptor(Config(platform, [layer])), layers = new[] { Descriptor(layer) } });
        return Descriptor(document, ManifestType, name, platform, isStored);
    }

    private Dictionary<string, object> Descriptor(byte[] blob, string type = "application/octet-stream", string? name = null, string? platform = null, bool isStored = true)
    {
        var digest = PackedImage.Digest(blob);
        if (isStored)
        {
            Write(PathOf(digest), blob);
        }

        var descriptor = new Dictionary<string, object> { ["mediaType"] = type, ["digest"] = digest, ["size"] = blob.Length };
        if (name is not null)
        {
            descriptor["annotations"] = new Dictionary<string, string> { ["org.opencontainers.image.ref.name"] = name };
        }

        if (platform is not null)
        {
            descriptor["platform"] = Platform(platform);
        }

        return descriptor;
    }

    private static byte[] Config(string platform, byte[][] layers)
    {
        var config = new Dictionary<string, object>(Platform(platform).Select(part => KeyValuePair.Create(part.Key, (object)part.Value)))
        {
            ["rootfs"] = new { diff_ids = layers.Select(PackedImage.Digest) },
        };
        return Json(config);
    }

    private static Dictionary<string, string> Platform(string platform)
    {
        string[] names = ["os", "architecture", "variant"];
        return names.Zip(platform.Split('/')).ToDictionary(part => part.First, part => part.Second);
    }

    private static string PathOf(string digest) => $"blobs/{digest.Replace(':', '/')}";

    private static byte[] Json(object document) => JsonSerializer.SerializeToUtf8Bytes(document);

    private void Write(string path, byte[] content)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, content);
    }

    private async Task<ImageContent> ReadAsync(ImageSourceOptions options)
    {
        var source = ImageSources.Open(folder, options);
        sources.Add(source);
        return await source.ReadAsync(_ => false);
    }

    private async Task RefusesAsync(ImageSourceOptions options, string found) =>
        Assert.That(await RefusalAsync(options), Does.Contain(found).And.Not.Contain("\n"));

    private async Task<string> RefusalAsync(ImageSourceOptions options)
    {
        await using var source = ImageSources.Open(folder, options);
        return (await Assert.ThrowsAsync<ImageException>(() => source.ReadAsync(_ => false)))!.Message;
    }
}
