using Fleetyard.Images.Cache;
using FsCheck;
using FsCheck.Fluent;

namespace Fleetyard.Images.Tests.Cache;

/// <summary>What a second look finds, and what no file in the cache can do to it.</summary>
internal sealed class LayerCacheTests
{
    private static readonly byte[][] Layers =
    [
        new LayerTar().Directory("a").File("a/x", "first").File("a/gone").HardLink("a/y", "a/x").Symlink("l", "a/x").Write(),
        new LayerTar().Whiteout("a", "gone").File("b", "second").Write(),
    ];

    [Test]
    public async Task An_image_that_is_known_needs_no_container_until_a_content_is_opened()
    {
        using var image = new EngineImage(Layers);
        using var cache = new CacheFolder();
        var first = await ViewAsync(image.Name, cache, ImageSourceKind.Container);
        await using (var source = ImageSources.Open(image.Name, Options(cache, ImageSourceKind.Container)))
        {
            var content = await source.ReadAsync(_ => true);
            Assert.That(Containers(image), Is.Empty, "the index is enough");
            Assert.That(await LinesAsync(content), Is.EqualTo(first));
            Assert.That(Containers(image), Has.Length.EqualTo(1), "all contents come from one container");
        }

        Assert.That(Containers(image), Is.Empty);
    }

    [Test]
    public async Task Only_layers_that_are_new_are_indexed()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("needs a system with permission bits, by which a file is told that was not written again");
            return;
        }

        using var image = new EngineImage(Layers);
        using var cache = new CacheFolder();
        await ViewAsync(image.Name, cache);
        var known = cache.Files(".layer");
        foreach (var file in known)
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead);
        }

        image.Build($"""
            SHELL ["{Busybox.Directory}/busybox", "sh", "-c"]
            RUN echo new > /new
            """);
        Assert.That(await ViewAsync(image.Name, cache), Has.Some.StartsWith("f /new"));
        Assert.That(known, Has.Length.EqualTo(3));
        Assert.That(cache.Files(".layer"), Has.Length.EqualTo(4));
        Assert.That(known.Select(File.GetUnixFileMode), Is.All.EqualTo(UnixFileMode.UserRead));
    }

    [Test]
    public async Task A_spoiled_file_is_as_good_as_none_and_is_written_again()
    {
        using var image = new EngineImage(Layers);
        using var cache = new CacheFolder();
        var view = await ViewAsync(image.Name, cache);
        var file = cache.Files(".layer").MinBy(path => new FileInfo(path).Length)!;
        var sound = await File.ReadAllBytesAsync(file);
        var flip = Gen.Choose(0, sound.Length - 1).SelectMany(at => Gen.Choose(1, 255).Select(bits => (At: at, Bits: (byte)bits)));
        var spoiled = flip.SelectMany(change => Gen.Choose(0, sound.Length * 2).Select(length => (change.At, change.Bits, Length: length))).ToArbitrary();

        Prop.ForAll(spoiled, spoil =>
        {
            // Half of them are cut off or have something behind them, too.
            var bytes = sound.ToArray();
            bytes[spoil.At] ^= spoil.Bits;
            Array.Resize(ref bytes, spoil.Length % 2 == 0 ? spoil.Length : sound.Length);
            File.WriteAllBytes(file, bytes);
            return ViewAsync(image.Name, cache).GetAwaiter().GetResult().SequenceEqual(view) && !File.ReadAllBytes(file).SequenceEqual(bytes);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    [Test]
    public async Task A_sound_file_under_another_layers_name_is_not_believed()
    {
        using var image = new EngineImage(Layers);
        using var cache = new CacheFolder();
        var view = await ViewAsync(image.Name, cache);
        var files = cache.Files(".layer");
        File.Copy(files[0], files[1], overwrite: true);
        File.Copy(files[0], files[2], overwrite: true);
        Assert.That(await ViewAsync(image.Name, cache), Is.EqualTo(view));
    }

    [Test]
    public async Task An_archive_that_lies_about_its_layers_neither_poisons_the_cache_nor_is_answered_out_of_it()
    {
        using var image = new EngineImage(Layers);
        using var cache = new CacheFolder();
        var view = await ViewAsync(image.Name, cache);
        var known = cache.Files(".layer").ToDictionary(file => file, File.ReadAllBytes);

        // The diffIDs of the engine's layers over another content.
        var honest = PackedImage.Docker([Busybox.Layer().Write(), .. Layers]);
        var lying = Path.Combine(Path.GetDirectoryName(cache.Path)!, "lying.tar");
        File.WriteAllBytes(lying, PackedImage.Tar(honest.Select(file => file.Path.EndsWith("layer.tar", StringComparison.Ordinal) ? (file.Path, new LayerTar().File("lie", "lie").Write()) : file)));
        Assert.That(await ViewAsync(lying, cache), Is.EqualTo(new[] { "f /lie lie" }));
        Assert.That(cache.Files(".layer"), Is.EqualTo(known.Keys));
        Assert.That(known.All(file => File.ReadAllBytes(file.Key).SequenceEqual(file.Value)));
        Assert.That(await ViewAsync(image.Name, cache), Is.EqualTo(view));
    }

    [Test]
    public async Task Many_looks_at_once_share_one_folder()
    {
        using var image = new EngineImage(Layers);
        using var cache = new CacheFolder();
        var views = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => ViewAsync(image.Name, cache))));
        Assert.That(views, Is.All.EqualTo(views[0]));
        Assert.That(cache.Files(), Has.Length.EqualTo(3).And.All.EndsWith(".layer"));
    }

    [Test]
    public async Task A_folder_that_cannot_be_written_is_told_once_and_the_look_goes_on()
    {
        using var image = new EngineImage(Layers);
        using var cache = new CacheFolder();
        File.WriteAllText(cache.Path, "a file where the folder should be");
        await using var source = ImageSources.Open(image.Name, Options(cache));
        var content = await source.ReadAsync(_ => false);
        Assert.That(content.Findings.Single().Message, Does.Contain("cannot be written"));
        Assert.That(content.Tree.Find("/b"), Is.Not.Null);
    }

    [Test]
    public async Task What_was_used_least_recently_goes_first()
    {
        using var image = new EngineImage(Layers);
        using var cache = new CacheFolder();
        var view = await ViewAsync(image.Name, cache);
        var files = cache.Files(".layer");
        foreach (var file in files)
        {
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddDays(-2));
        }

        File.SetLastWriteTimeUtc(files[1], DateTime.UtcNow.AddDays(-1));
        new LayerCache(cache.Path, new FileInfo(files[1]).Length).Trim();
        Assert.That(cache.Files(".layer"), Is.EqualTo(new[] { files[1] }));

        Assert.That(await ViewAsync(image.Name, cache), Is.EqualTo(view));
        Assert.That(File.GetLastWriteTimeUtc(files[1]), Is.GreaterThan(DateTime.UtcNow.AddHours(-1)), "it was used");
    }

    [Test]
    public async Task The_folder_is_its_owners_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Ignore("needs a system with permission bits");
            return;
        }

        using var image = new EngineImage(Layers);
        using var cache = new CacheFolder();
        await ViewAsync(image.Name, cache);
        const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.That(cache.Files().Select(File.GetUnixFileMode), Is.All.EqualTo(OwnersFile));
        Assert.That(File.GetUnixFileMode(Path.GetDirectoryName(cache.Files()[0])!), Is.EqualTo(OwnersFile | UnixFileMode.UserExecute));
        Assert.That(File.GetUnixFileMode(cache.Path), Is.EqualTo(OwnersFile | UnixFileMode.UserExecute));
    }

    private static async Task<List<string>> ViewAsync(string image, CacheFolder cache, ImageSourceKind? source = null)
    {
        await using var opened = ImageSources.Open(image, Options(cache, source));
        return await LinesAsync(await opened.ReadAsync(_ => false));
    }

    /// <summary>The view without the bytes of a program.</summary>
    private static async Task<List<string>> LinesAsync(ImageContent content) =>
        [.. (await View.OfAsync(content)).Where(line => !line.Contains("busybox/busybox", StringComparison.Ordinal))];

    private static ImageSourceOptions Options(CacheFolder cache, ImageSourceKind? source = null) => new() { CacheDirectory = cache.Path, Source = source };

    private static string[] Containers(EngineImage image) =>
        Docker.Run("ps", "--all", "--quiet", "--filter", $"ancestor={image.Name}").Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
