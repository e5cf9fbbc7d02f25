using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Fleetyard.Images.Tests.Engine;

/// <summary>Which way an engine's image is read in, and that it is told.</summary>
internal sealed class ChoiceTests
{
    private static readonly byte[][] Layers = [new LayerTar().File("opt/a", "first").Write(), new LayerTar().Directory("opt").File("opt/b", "second").Write()];

    [TestCase(false, false, "never started")]
    [TestCase(true, false, "saved")]
    [TestCase(false, true, "by find")]
    [TestCase(true, true, "saved")]
    public async Task An_engine_that_hides_its_directories_is_read_in_another_way(bool layers, bool allowRun, string way)
    {
        using var image = new EngineImage(Layers);
        await using var engine = new WatchedEngine();
        await using var source = ImageSources.Open(image.Name, new ImageSourceOptions { Engine = engine.Address, Layers = layers, AllowRun = allowRun });
        var content = await source.ReadAsync(_ => false);
        Assert.That(source.Description, Does.EndWith(way).Or.Contains(way));
        Assert.That(content.Tree.Find("/opt/b")!.Layer, Is.EqualTo(layers ? 2 : (int?)null));
        Assert.That(await View.TextAsync(content, content.Tree.Find("/opt/a")!), Is.EqualTo("first"));
    }

    [TestCase(null)]
    [TestCase(ImageSourceKind.Container)]
    [TestCase(ImageSourceKind.Save)]
    public async Task Nothing_of_an_image_runs_unless_it_is_allowed(ImageSourceKind? way)
    {
        using var image = new EngineImage(Layers);
        await using var engine = new WatchedEngine();
        await using (var source = ImageSources.Open(image.Name, new ImageSourceOptions { Engine = engine.Address, Source = way }))
        {
            var content = await source.ReadAsync(_ => false);
            await View.TextAsync(content, content.Tree.Find("/opt/a")!);
        }

        Assert.That(engine.Requests, Has.Some.Contains(way == ImageSourceKind.Save ? "/get" : "/export"), "the watch sees what is asked");
        Assert.That(engine.Requests, Has.None.Contains("/start").And.None.Contains("/exec"));
    }

    [Test]
    public async Task What_is_allowed_to_run_is_seen_to_start()
    {
        using var image = new EngineImage(Layers);
        await using var engine = new WatchedEngine();
        await using var source = ImageSources.Open(image.Name, new ImageSourceOptions { Engine = engine.Address, AllowRun = true });
        await source.ReadAsync(_ => false);
        Assert.That(engine.Requests, Has.Some.Contains("/start"));
    }

    [TestCase(ImageSourceKind.Container)]
    [TestCase(ImageSourceKind.Run)]
    public async Task A_way_that_does_not_tell_layers_apart_is_refused_where_they_are_asked_for(ImageSourceKind way)
    {
        using var image = new EngineImage(Layers);
        await using var source = ImageSources.Open(image.Name, new ImageSourceOptions { Source = way, Layers = true, AllowRun = true });
        Assert.That((await Assert.ThrowsAsync<ImageException>(() => source.ReadAsync(_ => false)))!.Message, Does.Contain("layer by layer"));
    }

    [TestCase("trusted.overlay.redirect")]
    [TestCase("user.overlay.redirect")]
    public async Task A_directory_that_overlayfs_keeps_elsewhere_is_read_in_another_way(string attribute)
    {
        using var image = new EngineImage(Layers);
        Mark(Path.Combine(UpperDirectory(image), "opt"), attribute, "opt");
        await using var forced = ImageSources.Open(image.Name, new ImageSourceOptions { Source = ImageSourceKind.Overlay2 });
        Assert.That((await Assert.ThrowsAsync<ImageException>(() => forced.ReadAsync(_ => false)))!.Message, Does.Contain("overlayfs keeps /opt of layer 3 at another place"));
        await using var source = ImageSources.Open(image.Name);
        var content = await source.ReadAsync(_ => false);
        Assert.That(source.Description, Does.EndWith("never started"));
        Assert.That(EngineImage.Images(await View.OfAsync(content)), Is.EqualTo(image.Oracle()));
    }

    [Test]
    public async Task A_file_that_overlayfs_keeps_elsewhere_is_told()
    {
        using var image = new EngineImage(Layers);
        var path = Path.Combine(UpperDirectory(image), "opt", "c");
        await using (var sparse = File.Create(path))
        {
            sparse.SetLength(1 << 20);
        }

        Assert.That(await WayAsync(image), Does.EndWith("overlay2 directories"), "a file of nothing but holes is one");
        Mark(path, "trusted.overlay.metacopy", "");
        Assert.That(await WayAsync(image), Does.EndWith("never started"));
    }

    [TestCase(ImageSourceKind.Overlay2)]
    [TestCase(ImageSourceKind.Container)]
    [TestCase(ImageSourceKind.Save)]
    [TestCase(ImageSourceKind.Run)]
    public async Task An_image_without_a_name_is_found_by_the_beginning_of_its_ID(ImageSourceKind way)
    {
        using var image = new EngineImage(Layers);
        var id = Docker.Run("inspect", "--format", "{{.Id}}", image.Name);
        using var other = new EngineImage(Layers.Reverse().ToArray());
        Docker.Run("tag", other.Name, image.Name);
        try
        {
            await using var source = ImageSources.Open(id["sha256:".Length..][..12], new ImageSourceOptions { Source = way, AllowRun = true });
            var content = await source.ReadAsync(_ => false);
            Assert.That(content.Id, Is.EqualTo(id));
            Assert.That(await View.TextAsync(content, content.Tree.Find("/opt/a")!), Is.EqualTo("first"));
        }
        finally
        {
            Docker.Run("rmi", "--force", id);
        }
    }

    [TestCase(ImageSourceKind.Container, "exporting")]
    [TestCase(ImageSourceKind.Save, "saving")]
    [TestCase(ImageSourceKind.Run, "finding")]
    public async Task Whoever_listens_hears_how_far_it_is_but_not_without_end(ImageSourceKind way, string doing)
    {
        using var image = new EngineImage(Layers);
        var heard = new System.Collections.Concurrent.ConcurrentQueue<ImageProgress>();
        var begun = TimeProvider.System.GetTimestamp();
        await using var source = ImageSources.Open(image.Name, new ImageSourceOptions { Source = way, AllowRun = true, Progress = new Heard(heard.Enqueue) });
        await source.ReadAsync(_ => false);
        var last = heard.Last(progress => progress.Doing == doing);
        Assert.That((last.Image, last.Total), Is.EqualTo((image.Name, (long?)last.Bytes)));
        Assert.That(last.Bytes, Is.Positive);
        Assert.That(heard.First().Total, Is.Null, "nobody knows beforehand");
        Assert.That(heard, Has.Count.LessThanOrEqualTo(4 + (10 * TimeProvider.System.GetElapsedTime(begun).TotalSeconds)));
    }

    private static async Task<string> WayAsync(EngineImage image)
    {
        await using var source = ImageSources.Open(image.Name);
        await source.ReadAsync(_ => false);
        return source.Description;
    }

    private static string UpperDirectory(EngineImage image)
    {
        using var driver = JsonDocument.Parse(Docker.Run("inspect", "--format", "{{json .GraphDriver}}", image.Name));
        if (driver.RootElement.GetProperty("Name").GetString() == "overlay2" && driver.RootElement.GetProperty("Data").GetProperty("UpperDir").GetString() is { } upper && Directory.Exists(upper))
        {
            return upper;
        }

        Assert.Ignore("needs root and an engine with overlay2 on this machine");
        return "";
    }

    private static void Mark(string path, string attribute, string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        if (lsetxattr(Encoding.UTF8.GetBytes(path + '\0'), Encoding.UTF8.GetBytes(attribute + '\0'), bytes, bytes.Length, 0) != 0)
        {
            Assert.Ignore($"needs a file system that takes {attribute} (error {Marshal.GetLastPInvokeError()})");
        }
    }

#pragma warning disable IDE1006, SYSLIB1054 // The name is libc's; the arguments need no generated marshalling.
    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int lsetxattr(byte[] path, byte[] name, byte[] value, nint size, int flags);
#pragma warning restore IDE1006, SYSLIB1054
}
