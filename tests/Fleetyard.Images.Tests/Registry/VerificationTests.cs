using System.Text;
using System.Text.Json;

namespace Fleetyard.Images.Tests.Registry;

/// <summary>Blobs and manifests that are not what was promised.</summary>
internal sealed class VerificationTests : IAsyncDisposable
{
    private static readonly byte[] Layer = new LayerTar().File("x", new byte[2000]).Write();

    private readonly string folder = Directory.CreateTempSubdirectory("fleetyard-verification-").FullName;
    private ScriptedRegistry registry = null!;

    private ImageSourceOptions Options => new() { DockerConfig = folder };

    [SetUp]
    public async Task Start() => registry = await ScriptedRegistry.StartAsync();

    [TestCase(0, "configuration sha256:")]
    [TestCase(1, "layer 1 (sha256:")]
    public async Task A_blob_whose_bytes_were_changed_is_refused(int blob, string found)
    {
        var path = registry.Put(Layer)[blob];

        // Within a text, and in what a gzip decompressor does not check: the file system's name in its header.
        var changed = registry.Documents[path].ToArray();
        changed[blob == 0 ? 8 : 9] ^= 1;
        registry.Documents[path] = changed;
        Assert.That(await ImageOf.RefusalAsync(registry.Name, Options), Does.Contain(found).And.Contain("is not what sha256:"));
    }

    [Test]
    public async Task A_layer_with_another_content_than_its_configuration_says_is_refused()
    {
        var layer = PackedImage.Gzip(Layer);
        var config = JsonSerializer.SerializeToUtf8Bytes(new { os = "linux", architecture = "amd64", rootfs = new { diff_ids = new[] { PackedImage.Digest([1]) } } });
        registry.PutManifest(new { schemaVersion = 2, config = ScriptedRegistry.Descriptor(config), layers = new[] { ScriptedRegistry.Descriptor(layer) } });
        registry.Documents[ScriptedRegistry.PathOf(config)] = config;
        registry.Documents[ScriptedRegistry.PathOf(layer)] = layer;
        Assert.That(await ImageOf.RefusalAsync(registry.Name, Options), Does.Contain("the content of layer 1").And.Contain(PackedImage.Digest([1])));
    }

    [Test]
    public async Task A_manifest_that_is_not_what_the_digest_names_is_refused()
    {
        registry.Put(Layer);
        var digest = PackedImage.Digest([1]);
        registry.Documents[$"/v2/some/image/manifests/{digest}"] = registry.Documents["/v2/some/image/manifests/1"];
        Assert.That(await ImageOf.RefusalAsync($"docker://{registry.Host}/some/image@{digest}", Options), Does.Contain($"is not what {digest} names"));
    }

    [Test]
    public async Task A_layer_that_is_longer_than_its_manifest_says_is_refused()
    {
        var path = registry.Put(Layer)[1];
        registry.Documents[path] = [.. registry.Documents[path], 0];
        Assert.That(await ImageOf.RefusalAsync(registry.Name, Options), Does.Contain("has more than").And.Contain("layer 1"));
    }

    [Test]
    public async Task A_content_that_was_not_wanted_is_verified_when_it_is_fetched_again()
    {
        var path = registry.Put(Layer)[1];
        await using var source = ImageSources.Open(registry.Name, Options);
        var image = await source.ReadAsync(_ => false);
        var sound = registry.Documents[path];
        var changed = sound.ToArray();
        changed[9] ^= 1;
        registry.Documents[path] = changed;
        for (var attempt = 0; attempt < 2; attempt++)
        {
            Assert.That((await Assert.ThrowsAsync<ImageException>(() => image.OpenAsync(image.Entries.Single())))!.Message, Does.Contain("layer 1"));
        }

        registry.Documents[path] = sound;
        await using var content = await image.OpenAsync(image.Entries.Single());
        Assert.That(content.Length, Is.EqualTo(2000));
    }

    [Test]
    public async Task A_bomb_is_refused_as_it_comes()
    {
        registry.Put(new LayerTar().File("zeros", new byte[20 << 20]).Write());
        Assert.That(await ImageOf.RefusalAsync(registry.Name, Options with { Limits = new ImageLimits { FreeBytes = 1 << 20, Expansion = 20 } }), Does.Contain("bomb"));
    }

    [Test]
    public async Task A_manifest_without_end_is_refused()
    {
        registry.Before = async context =>
        {
            for (var spaces = new byte[1 << 20]; !context.RequestAborted.IsCancellationRequested;)
            {
                await context.Response.Body.WriteAsync(spaces);
            }

            return true;
        };
        Assert.That(await ImageOf.RefusalAsync(registry.Name, Options), Does.Contain("too many for a manifest"));
    }

    [TestCase("{", "is no document of an image")]
    [TestCase("[]", "is no document of an image")]
    [TestCase("{}", "neither layers nor manifests")]
    [TestCase("{\"schemaVersion\":1,\"fsLayers\":[]}", "schema 1")]
    [TestCase("{\"manifests\":[],\"layers\":[],\"config\":{}}", "both an index and a manifest")]
    [TestCase("{\"manifests\":[]}", "none at all")]
    [TestCase("{\"manifests\":[{\"digest\":\"sha256:../../x\",\"size\":1}]}", "no sha256 or sha512 digest")]
    [TestCase("{\"layers\":[],\"config\":{\"digest\":7,\"size\":1}}", "no sha256 or sha512 digest")]
    [TestCase("{\"layers\":[]}", "is no document of an image")]
    public async Task A_manifest_that_is_none_is_refused(string manifest, string found)
    {
        registry.Documents["/v2/some/image/manifests/1"] = Encoding.UTF8.GetBytes(manifest);
        Assert.That(await ImageOf.RefusalAsync(registry.Name, Options), Does.Contain(found));
    }

    public async ValueTask DisposeAsync()
    {
        await registry.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
