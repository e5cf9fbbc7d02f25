namespace Fleetyard.Images.Tests;

/// <summary>What an engine is asked for, and what is left in it.</summary>
internal sealed class EngineSourceTests
{
    private static readonly byte[][] TwoLayers = [new LayerTar().File("a", "first").File("gone").Write(), new LayerTar().Whiteout("", "gone").File("b", "second").Write()];

    [Test]
    public async Task Each_entry_tells_the_layer_and_the_line_of_history_that_brought_it()
    {
        using var image = new EngineImage(TwoLayers);
        await using var source = ImageSources.Open(image.Name);
        var content = await source.ReadAsync(_ => false);
        var busybox = content.Tree.Find($"{Busybox.Directory}/busybox")!;
        Assert.That(content.Layers.Select(layer => layer.CreatedBy), Is.EqualTo(new[] { "RUN step 0", "RUN step 1", "RUN step 2" }));
        Assert.That(content.Layers.Select(layer => layer.DiffId).Skip(1), Is.EqualTo(TwoLayers.Select(PackedImage.Digest)));
        Assert.That((busybox.Layer, busybox.Mode), Is.EqualTo((0, 0b111_101_101)));
        Assert.That(content.Tree.Find("/a")!.Layer, Is.EqualTo(1));
        Assert.That(content.Tree.Find("/b")!.Layer, Is.EqualTo(2));
        Assert.That(content.Id, Is.EqualTo(Docker.Run("inspect", "--format", "{{.Id}}", image.Name)));
    }

    [TestCase(ImageSourceKind.Overlay2)]
    [TestCase(ImageSourceKind.Container)]
    [TestCase(ImageSourceKind.Save)]
    public async Task A_large_content_is_whole_and_can_be_read_from_anywhere(ImageSourceKind way)
    {
        using var image = new EngineImage(TwoLayers);
        await using var source = ImageSources.Open(image.Name, new ImageSourceOptions { Source = way });
        var content = await source.ReadAsync(_ => false);
        await using var busybox = await content.OpenAsync(content.Tree.Find($"{Busybox.Directory}/busybox")!);
        busybox.Position = busybox.Length - 1000;
        Assert.That(busybox.ReadByte(), Is.GreaterThanOrEqualTo(0));
        busybox.Position = 0;
        var magic = new byte[4];
        busybox.ReadExactly(magic);
        Assert.That(magic, Is.EqualTo(new byte[] { 0x7F, (byte)'E', (byte)'L', (byte)'F' }));
    }

    [Test]
    public async Task A_container_is_removed_when_its_source_is_closed()
    {
        using var image = new EngineImage(TwoLayers);
        await using (var source = ImageSources.Open(image.Name, new ImageSourceOptions { Source = ImageSourceKind.Container }))
        {
            await source.ReadAsync(_ => false);
            Assert.That(image.Containers(), Has.Length.EqualTo(1));
            Assert.That(Docker.Run("inspect", "--format", "{{.State.Status}}", image.Containers()[0]), Is.EqualTo("created"), "it is never started");
        }

        Assert.That(image.Containers(), Is.Empty);
    }

    [Test]
    public async Task A_container_is_removed_when_the_reading_is_cancelled()
    {
        using var image = new EngineImage(TwoLayers);
        using var interrupt = new CancellationTokenSource();
        var seen = 0;
        await using var source = ImageSources.Open(image.Name, new ImageSourceOptions { Source = ImageSourceKind.Container });
        Assert.That(
            async () => await source.ReadAsync(
                _ =>
                {
                    seen = image.Containers().Length;
                    interrupt.Cancel();
                    return true;
                },
                interrupt.Token),
            Throws.InstanceOf<OperationCanceledException>());
        Assert.That(seen, Is.EqualTo(1), "there was one to remove");
        Assert.That(image.Containers(), Is.Empty);
    }

    [Test]
    public async Task A_name_that_does_not_exist_is_told_with_the_nearest_ones()
    {
        using var image = new EngineImage(TwoLayers);
        var fault = await Assert.ThrowsAsync<ImageException>(() => ReadAsync(image.Name.Replace("images", "imagse", StringComparison.Ordinal)));
        Assert.That(fault!.Message, Does.Contain("has no image").And.Contain(image.Name).And.Not.Contain("\n"));
    }

    [Test]
    public async Task A_platform_that_the_image_is_not_for_is_told()
    {
        using var image = new EngineImage(TwoLayers);
        var fault = await Assert.ThrowsAsync<ImageException>(() => ReadAsync(image.Name, new ImageSourceOptions { Platform = "linux/s390x" }));
        Assert.That(fault!.Message, Does.Contain("linux/amd64").And.Contain("linux/s390x"));
    }

    [Test]
    public async Task An_engine_that_is_not_there_is_told()
    {
        var fault = await Assert.ThrowsAsync<ImageException>(() => ReadAsync("any", new ImageSourceOptions { Engine = new Uri("unix:///nowhere/docker.sock") }));
        Assert.That(fault!.Message, Does.Contain("unix:///nowhere/docker.sock").And.Contain("no such file").And.Contain("DOCKER_HOST"));
    }

    [Test]
    public async Task A_pattern_means_the_images_of_the_engine_that_match_it()
    {
        using var image = new EngineImage(TwoLayers);
        Assert.That(await ImageSources.ExpandAsync(image.Name.Replace("images-test", "*-t?st", StringComparison.Ordinal)), Is.EqualTo(new[] { image.Name }));
        Assert.That(await ImageSources.ExpandAsync("no-pattern"), Is.EqualTo(new[] { "no-pattern" }));
        Assert.That((await Assert.ThrowsAsync<ImageException>(() => ImageSources.ExpandAsync("no-such-*")))!.Message, Does.Contain("no-such-*"));
    }

    private static async Task ReadAsync(string image, ImageSourceOptions? options = null)
    {
        await using var source = ImageSources.Open(image, options);
        await source.ReadAsync(_ => false);
    }
}
