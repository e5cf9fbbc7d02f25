using Fleetyard.Images.Tests.Cache;

namespace Fleetyard.Images.Tests;

/// <summary>The same traps in a real engine, where <c>docker run … find</c> tells what is right.</summary>
internal sealed class EngineTests
{
    /// <summary>What can be remembered is looked at twice: the second time, its index comes from the cache.</summary>
    private static readonly ImageSourceKind[] Ways =
        [ImageSourceKind.Overlay2, ImageSourceKind.Overlay2, ImageSourceKind.Container, ImageSourceKind.Container, ImageSourceKind.Save, ImageSourceKind.Run];

    private static IEnumerable<TestCaseData> Cases => MergeCases.All.Where(made => made.IsLoadable is true).Select(made => new TestCaseData(made).SetArgDisplayNames(made.ToString()));

    [TestCaseSource(nameof(Cases))]
    public async Task The_merged_view_is_what_find_sees_in_a_container(MergeCase made)
    {
        using var image = new EngineImage([.. made.Layers.Select(layer => layer.Write())]);
        Assert.That(image.Oracle(), Is.EqualTo(EngineImage.Images(made.View)), "the engine sees what the specification promises");
        await AssertViewsAsync(image);
    }

    [Test]
    public async Task The_merged_view_of_a_built_image_is_what_find_sees_in_a_container()
    {
        using var image = new EngineImage([new LayerTar().File("opt/a/one", "1").File("opt/a/two", "2").File("opt/b/three", "3").File("opt/c", "c").Symlink("usr/lib", "/opt").Write()]);
        image.Build($"""
            SHELL ["{Busybox.Directory}/busybox", "sh", "-c"]
            ENV PATH={Busybox.Directory} b={Busybox.Directory}/busybox
            RUN $b rm /opt/a/one && $b ln /opt/a/two /opt/linked && $b ln -s /opt/b /opt/d
            RUN $b rm -r /opt/b && $b mkdir /opt/b && echo new > /opt/b/four
            RUN $b rm /opt/c && $b mkdir -p /opt/c/deep && echo x > /opt/c/deep/x && $b mkfifo /opt/pipe
            RUN $b mv /opt/a /opt/moved && echo file > /opt/a
            RUN echo through > /usr/lib/through && $b chmod 4755 /usr/lib/through
            RUN $b rm -r /opt/moved /opt/c/deep && echo again > /opt/moved
            """);
        Assert.That(image.Oracle(), Does.Contain("f /opt/linked 2").And.Contain("f /opt/b/four new").And.Contain("f /opt/moved again").And.Not.Contain("f /opt/b/three 3"));
        await AssertViewsAsync(image);
    }

    /// <summary>Every way of reading an engine's image shows what a container of it sees.</summary>
    private static async Task AssertViewsAsync(EngineImage image)
    {
        var oracle = image.Oracle();
        using var cache = new CacheFolder();
        foreach (var way in Ways)
        {
            await using var source = ImageSources.Open(image.Name, new ImageSourceOptions { Source = way, AllowRun = true, CacheDirectory = cache.Path });
            var content = await ReadAsync(source);
            Assert.That(EngineImage.Images((await View.OfAsync(content)).Select(line => line.TrimEnd('\n'))), Is.EqualTo(oracle), way.ToString());
        }
    }

    private static async Task<ImageContent> ReadAsync(IImageSource source)
    {
        try
        {
            return await source.ReadAsync(path => path.Length % 2 == 0);
        }
        catch (ImageException fault) when (fault.Message.Contains("overlay2's directories", StringComparison.Ordinal))
        {
            Assert.Ignore($"needs root and an engine with overlay2 on this machine: {fault.Message}");
            throw;
        }
    }
}
