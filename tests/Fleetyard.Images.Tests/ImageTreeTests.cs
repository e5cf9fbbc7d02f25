namespace Fleetyard.Images.Tests;

/// <summary>Paths and links inside the merged view.</summary>
internal sealed class ImageTreeTests
{
    private static readonly byte[] Layer = new LayerTar()
        .Directory("usr/lib/x").File("usr/lib/x/libcrypto.so.3", "elf")
        .Symlink("lib", "usr/lib").Symlink("usr/lib/libcrypto.so", "x/libcrypto.so.3").Symlink("abs", "/usr/lib/libcrypto.so")
        .Symlink("up", "../../../../usr").Symlink("usr/lib/back", "../lib/x")
        .Symlink("loop1", "loop2").Symlink("loop2", "loop1").Symlink("self", "self/deeper")
        .Symlink("dangling", "usr/nothing/here").Symlink("through-file", "usr/lib/x/libcrypto.so.3/more").Symlink("to-root", "/")
        .Write();

    [TestCase("/lib/libcrypto.so", "/usr/lib/x/libcrypto.so.3")]
    [TestCase("/abs", "/usr/lib/x/libcrypto.so.3")]
    [TestCase("abs", "/usr/lib/x/libcrypto.so.3")]
    [TestCase("/up/lib/./back//libcrypto.so.3", "/usr/lib/x/libcrypto.so.3")]
    [TestCase("/../../lib/x", "/usr/lib/x")]
    [TestCase("/lib/..", "/usr")]
    [TestCase("/to-root/abs", "/usr/lib/x/libcrypto.so.3")]
    [TestCase("/", "/")]
    public async Task A_path_is_followed_to_its_end_inside_the_image(string path, string end)
    {
        var tree = await TreeAsync();
        Assert.That(tree.Resolve(path).Entry?.Path, Is.EqualTo(end));
        Assert.That(tree.Resolve(path).Path, Is.EqualTo(end));
    }

    [TestCase("/dangling", "/usr/nothing/here")]
    [TestCase("/none", "/none")]
    [TestCase("/through-file", "/usr/lib/x/libcrypto.so.3/more")]
    public async Task A_path_to_nowhere_tells_what_is_missing(string path, string missing)
    {
        var resolution = (await TreeAsync()).Resolve(path);
        Assert.That((resolution.Entry, resolution.IsDangling, resolution.Path), Is.EqualTo(((ImageEntry?)null, true, missing)));
    }

    [TestCase("/loop1")]
    [TestCase("/loop2/x")]
    [TestCase("/self")]
    public async Task Links_in_a_circle_end(string path)
    {
        var resolution = (await TreeAsync()).Resolve(path);
        Assert.That((resolution.Entry, resolution.Loops, resolution.IsDangling), Is.EqualTo(((ImageEntry?)null, true, false)));
    }

    [Test]
    public async Task As_many_links_are_followed_as_Linux_follows()
    {
        var layer = Enumerable.Range(1, 41).Aggregate(new LayerTar().File("l0", "end"), (tar, link) => tar.Symlink($"l{link}", $"l{link - 1}"));
        using var packed = new PackedImage(Packing.DockerSave, [layer.Write()]);
        await using var source = ImageSources.Open(packed.Location);
        var tree = (await source.ReadAsync(_ => false)).Tree;
        Assert.That(tree.Resolve("/l40").Entry?.Path, Is.EqualTo("/l0"));
        Assert.That(tree.Resolve("/l41").Loops);
    }

    [Test]
    public async Task An_entry_is_found_as_it_is_behind_the_links_on_its_way()
    {
        var tree = await TreeAsync();
        Assert.That(tree.Find("/lib/libcrypto.so"), Has.Property(nameof(ImageEntry.Kind)).EqualTo(ImageEntryKind.Symlink).And.Property(nameof(ImageEntry.Path)).EqualTo("/usr/lib/libcrypto.so"));
        Assert.That(tree.Find("/none"), Is.Null);
    }

    private static async Task<ImageTree> TreeAsync()
    {
        using var packed = new PackedImage(Packing.DockerSave, [Layer]);
        await using var source = ImageSources.Open(packed.Location);
        return (await source.ReadAsync(_ => false)).Tree;
    }
}
