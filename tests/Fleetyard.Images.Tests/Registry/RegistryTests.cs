using System.Collections.Concurrent;
using System.Text.Json;

namespace Fleetyard.Images.Tests.Registry;

/// <summary>Images in Debian's own registry.</summary>
internal sealed class RegistryTests : IDisposable
{
    private readonly Push push = new(DockerRegistry.Shared.Host);

    [Test]
    public async Task A_pushed_image_shows_what_find_sees_in_a_container()
    {
        using var image = new EngineImage([new LayerTar().File("opt/a/one", "1").File("opt/a/two", "2").Write()]);
        image.Build($"""
            SHELL ["{Busybox.Directory}/busybox", "sh", "-c"]
            RUN {Busybox.Directory}/busybox rm /opt/a/one && {Busybox.Directory}/busybox ln /opt/a/two /opt/linked && echo new > /opt/three
            """);
        var tag = $"{DockerRegistry.Shared.Host}/{push.Repository}:1";
        Docker.Run("tag", image.Name, tag);
        try
        {
            Docker.Run("push", "--quiet", tag);
        }
        finally
        {
            Docker.Run("rmi", tag);
        }

        await using var source = ImageSources.Open(push.Name("1"));
        var content = await source.ReadAsync(path => path.StartsWith("/opt", StringComparison.Ordinal));
        Assert.That(EngineImage.Images((await View.OfAsync(content)).Select(line => line.TrimEnd('\n'))), Is.EqualTo(image.Oracle()));
        Assert.That(content.Id, Is.EqualTo(Docker.Run("inspect", "--format", "{{.Id}}", image.Name)));
        Assert.That(content.Layers.Select(layer => layer.DiffId), Is.EqualTo(Docker.Run("inspect", "--format", "{{join .RootFS.Layers \" \"}}", image.Name).Split(' ')));
        Assert.That(content.Layers.Select(layer => layer.Digest), Is.All.StartWith("sha256:"));
        Assert.That(content.Layers[^1].CreatedBy, Does.Contain("echo new"));
    }

    [TestCase("linux/amd64", "f /platform amd64")]
    [TestCase("linux/arm64", "f /platform arm64")]
    [TestCase("linux/arm/v7", "f /platform arm")]
    public async Task Of_an_index_the_platform_that_is_asked_for_is_read(string platform, string file)
    {
        PutIndex();
        Assert.That(await ImageOf.ViewAsync(push.Name("all"), new ImageSourceOptions { Platform = platform }), Is.EqualTo(new[] { file }));
    }

    [Test]
    public async Task An_index_in_an_index_is_followed()
    {
        var inner = Push.IndexOf(push.Image(null, "linux/s390x", Layer("s390x")));
        push.Index("all", push.Manifest(null, inner, Push.IndexType), push.Image(null, "linux/amd64", Layer("amd64")));
        Assert.That(await ImageOf.ViewAsync(push.Name("all"), new ImageSourceOptions { Platform = "linux/s390x" }), Is.EqualTo(new[] { "f /platform s390x" }));
    }

    [Test]
    public async Task A_platform_that_is_not_there_is_told_with_those_that_are()
    {
        PutIndex();
        Assert.That(await ImageOf.RefusalAsync(push.Name("all"), new ImageSourceOptions { Platform = "linux/riscv64" }), Does.Contain("linux/riscv64").And.Contain("it has linux/amd64, linux/arm64, linux/arm/v6, linux/arm/v7."));
    }

    [Test]
    public async Task A_platform_that_several_images_are_for_has_to_be_named_closer()
    {
        PutIndex();
        Assert.That(await ImageOf.RefusalAsync(push.Name("all"), new ImageSourceOptions { Platform = "linux/arm" }), Does.Contain("one of linux/arm/v6, linux/arm/v7"));
    }

    [Test]
    public async Task An_image_for_one_platform_is_not_taken_for_another()
    {
        push.Image("1", "linux/s390x", Layer("s390x"));
        Assert.That(await ImageOf.ViewAsync(push.Name("1")), Is.EqualTo(new[] { "f /platform s390x" }), "nothing else is there");
        Assert.That(await ImageOf.RefusalAsync(push.Name("1"), new ImageSourceOptions { Platform = "linux/amd64" }), Does.Contain("for linux/amd64; it has linux/s390x"));
    }

    [Test]
    public async Task An_image_is_found_by_its_digest()
    {
        var digest = push.Image("1", "linux/amd64", Layer("old")).Digest;
        push.Image("1", "linux/amd64", Layer("new"));
        Assert.That(await ImageOf.ViewAsync(push.Name(digest)), Is.EqualTo(new[] { "f /platform old" }));
        Assert.That(await ImageOf.ViewAsync($"{push.Name("1")}@{digest}"), Is.EqualTo(new[] { "f /platform old" }), "a digest counts more than a tag");
    }

    [Test]
    public async Task The_source_can_be_forced_and_the_tag_be_left_out()
    {
        push.Image("latest", "linux/amd64", Layer("latest"));
        Assert.That(await ImageOf.ViewAsync($"{DockerRegistry.Shared.Host}/{push.Repository}", new ImageSourceOptions { Source = ImageSourceKind.Registry }), Is.EqualTo(new[] { "f /platform latest" }));
    }

    [Test]
    public async Task A_tag_that_does_not_exist_is_told()
    {
        push.Image("1", "linux/amd64", Layer("x"));
        Assert.That(await ImageOf.RefusalAsync(push.Name("2")), Does.Contain("has no").And.Contain($"{push.Repository}:2").And.Contain("manifest unknown"));
    }

    [Test]
    public async Task A_repository_that_does_not_exist_is_told() =>
        Assert.That(await ImageOf.RefusalAsync(push.Name("1")), Does.Contain("has no").And.Contain(push.Repository));

    [Test]
    public async Task What_is_no_image_is_told()
    {
        push.Manifest("chart", JsonSerializer.SerializeToUtf8Bytes(new { schemaVersion = 2, config = push.Blob("{\"name\":\"chart\"}"u8.ToArray()), layers = new[] { push.Blob([1]) } }, JsonSerializerOptions.Web), Push.ManifestType);
        Assert.That(await ImageOf.RefusalAsync(push.Name("chart")), Does.Contain("is no document of an image"));
    }

    [Test]
    public async Task Progress_is_told_to_the_last_byte_of_each_layer()
    {
        var noise = new byte[300_000];
        new Random(1).NextBytes(noise);
        push.Image("1", "linux/amd64", new LayerTar().File("noise", noise).Write(), Layer("small"));
        var told = new Told();
        await ImageOf.ViewAsync(push.Name("1"), new ImageSourceOptions { Progress = told });
        foreach (var layer in told.All.GroupBy(progress => progress.Layer))
        {
            Assert.That(layer.Select(progress => progress.Bytes), Is.Ordered.Ascending);
            Assert.That(layer.Last().Bytes, Is.EqualTo(layer.Last().Total));
            Assert.That(layer.Last(), Has.Property(nameof(ImageProgress.Layers)).EqualTo(2).And.Property(nameof(ImageProgress.Image)).EqualTo(push.Name("1")));
        }

        Assert.That(told.All.Select(progress => progress.Layer).Distinct(), Is.EquivalentTo(new int?[] { 0, 1 }));
    }

    public void Dispose() => push.Dispose();

    private void PutIndex() => push.Index(
        "all",
        push.Image(null, "linux/amd64", Layer("amd64")),
        push.Image(null, "linux/arm64", Layer("arm64")),
        push.Image(null, "linux/arm/v6", Layer("older arm")),
        push.Image(null, "linux/arm/v7", Layer("arm")),
        push.Image(null, "unknown/unknown", Layer("an attestation")));

    private static byte[] Layer(string content) => new LayerTar().File("platform", content).Write();

    /// <summary>Progress as it comes; .NET's own tells it later, on another thread.</summary>
    private sealed class Told : IProgress<ImageProgress>
    {
        public ConcurrentQueue<ImageProgress> All { get; } = new();

        public void Report(ImageProgress value) => All.Enqueue(value);
    }
}
