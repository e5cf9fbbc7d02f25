namespace Fleetyard.Images.Tests.Cache;

/// <summary>What was found out about a content is known wherever the content is.</summary>
internal sealed class RememberedTests
{
    private const string Kind = "identity-1";
    private static readonly byte[] Layer = new LayerTar().File("a/lib", "content").HardLink("a/link", "a/lib").File("b").Write();
    private static readonly byte[] Facts = "{\"is\":\"known\"}"u8.ToArray();

    [Test]
    public async Task What_was_kept_of_a_layers_entry_is_known_in_every_image_that_has_the_layer()
    {
        using var one = new EngineImage([Layer]);
        using var other = new EngineImage([Layer, new LayerTar().File("c").Write()]);
        using var cache = new CacheFolder();
        await InAsync(one.Name, cache, (image, known) => known.Keep(Kind, image.Tree.Find("/a/lib")!, Facts));
        await InAsync(other.Name, cache, (image, known) =>
        {
            Assert.That(known.Find(Kind, image.Tree.Find("/a/lib")!), Is.EqualTo(Facts));
            Assert.That(known.Find(Kind, image.Tree.Find("/b")!), Is.Null);
            Assert.That(known.Find("identity-2", image.Tree.Find("/a/lib")!), Is.Null);
        });
    }

    [Test]
    public async Task A_content_that_a_higher_layer_replaces_is_not_taken_for_the_old_one()
    {
        using var one = new EngineImage([Layer]);
        using var other = new EngineImage([Layer, new LayerTar().File("a/lib", "another").Write()]);
        using var cache = new CacheFolder();
        await InAsync(one.Name, cache, (image, known) => known.Keep(Kind, image.Tree.Find("/a/lib")!, Facts));
        await InAsync(other.Name, cache, (image, known) => Assert.That(known.Find(Kind, image.Tree.Find("/a/lib")!), Is.Null));
    }

    [Test]
    public async Task What_was_kept_for_one_platform_is_not_believed_for_another()
    {
        // An engine with containerd's store gives all platforms of an image one ID.
        using var one = new PackedImage(Packing.Registry, [Layer], "linux/amd64");
        using var other = new PackedImage(Packing.Registry, [Layer], "linux/arm64");
        using var cache = new CacheFolder();
        await InAsync(one.Location, cache, (image, known) => known.Keep(Kind, image.Tree.Find("/a/lib")!, Facts));
        await InAsync(one.Location, cache, (image, known) => Assert.That(known.Find(Kind, image.Tree.Find("/a/lib")!), Is.EqualTo(Facts)));
        await InAsync(other.Location, cache, (image, known) => Assert.That(known.Find(Kind, image.Tree.Find("/a/lib")!), Is.Null));
    }

    [Test]
    public async Task Two_looks_at_once_lose_nothing_of_each_other()
    {
        using var one = new EngineImage([Layer]);
        using var cache = new CacheFolder();
        await InAsync(one.Name, cache, (image, known) =>
        {
            known.Keep(Kind, image.Tree.Find("/a/lib")!, Facts);
            InAsync(one.Name, cache, (same, others) => others.Keep(Kind, same.Tree.Find("/b")!, Facts)).GetAwaiter().GetResult();
        });
        await InAsync(one.Name, cache, (image, known) =>
        {
            Assert.That(known.Find(Kind, image.Tree.Find("/a/lib")!), Is.EqualTo(Facts));
            Assert.That(known.Find(Kind, image.Tree.Find("/b")!), Is.EqualTo(Facts));
        });
    }

    [Test]
    public async Task A_registry_reads_what_an_engines_index_of_its_layer_does_not_know_for_a_link()
    {
        var layer = new LayerTar().Directory("real").Symlink("short", "real").File("short/file", "through").File("a", "linked").HardLink("b", "a").Write();
        using var engine = new EngineImage([layer]);
        using var registry = new PackedImage(Packing.Registry, [layer]);
        using var cache = new CacheFolder();
        await InAsync(engine.Name, cache, (_, _) => { });
        await using var source = ImageSources.Open(registry.Location, new ImageSourceOptions { CacheDirectory = cache.Path });
        Assert.That(await View.OfAsync(await source.ReadAsync(_ => false)), Is.EqualTo(new[] { "f /a linked", "f /b linked", "d /real", "f /real/file through", "l /short real" }));
    }

    [Test]
    public async Task Facts_in_a_spoiled_file_are_forgotten()
    {
        using var one = new EngineImage([Layer]);
        using var cache = new CacheFolder();
        await InAsync(one.Name, cache, (image, known) => known.Keep(Kind, image.Tree.Find("/a/lib")!, Facts));
        var file = cache.Files($"facts-{Kind}").Single();
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[^2] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);
        await InAsync(one.Name, cache, (image, known) => Assert.That(known.Find(Kind, image.Tree.Find("/a/lib")!), Is.Null));
    }

    [Test]
    public async Task An_entry_tells_the_layer_and_the_path_of_its_content()
    {
        using var packed = new PackedImage(Packing.DockerSave, [Layer, new LayerTar().HardLink("moved", "a/lib").Whiteout("a", "lib").Write()]);
        await using var source = ImageSources.Open(packed.Location);
        var image = await source.ReadAsync(_ => false);
        Assert.That(image.Origin(image.Tree.Find("/moved")!), Is.EqualTo(new ImageOrigin(PackedImage.Digest(Layer), "/a/lib")));
        Assert.That(image.Origin(image.Tree.Find("/a/link")!), Is.EqualTo(new ImageOrigin(PackedImage.Digest(Layer), "/a/lib")));
        Assert.That(image.Origin(image.Tree.Find("/b")!), Is.EqualTo(new ImageOrigin(PackedImage.Digest(Layer), "/b")));
    }

    [Test]
    public async Task Without_a_cache_and_of_an_archive_nothing_is_remembered()
    {
        using var cache = new CacheFolder();
        using var packed = new PackedImage(Packing.DockerSave, [Layer]);
        await using var source = ImageSources.Open(packed.Location, new ImageSourceOptions { CacheDirectory = cache.Path });
        Assert.That((await source.ReadAsync(_ => false)).Remembered, Is.Null);
        using var engine = new EngineImage([Layer]);
        await using var uncached = ImageSources.Open(engine.Name);
        Assert.That((await uncached.ReadAsync(_ => false)).Remembered, Is.Null);
        Assert.That(cache.Files(), Is.Empty);
    }

    private static async Task InAsync(string name, CacheFolder cache, Action<ImageContent, IRemembered> look)
    {
        await using var source = ImageSources.Open(name, new ImageSourceOptions { CacheDirectory = cache.Path });
        var image = await source.ReadAsync(_ => false);
        look(image, image.Remembered!);
    }
}
