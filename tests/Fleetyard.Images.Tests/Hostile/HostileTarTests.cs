using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Fleetyard.Images.Tests.Hostile;

/// <summary>Broken and hostile layers: one clear line or a finding, never a crash or a hang.</summary>
internal sealed class HostileTarTests
{
    private static readonly byte[] Sound = new LayerTar().Directory("a").File("a/x", new string('x', 5000)).File("b", "b").Write();

    [TestCase(100, "cut off")]
    [TestCase(700, "cut off")]
    [TestCase(4000, "cut off")]
    public async Task A_layer_that_is_cut_off_is_told(int length, string found) => await RefusesAsync(Sound[..length], found);

    [Test]
    public async Task A_layer_cut_off_between_two_entries_is_marked()
    {
        var image = await ReadAsync(new LayerTar().File("a", "a").Write()[..^1024]);
        Assert.That(image.Findings.Single().Message, Does.Contain("no end marker"));
    }

    [Test]
    public async Task A_changed_header_is_told()
    {
        var changed = Sound.ToArray();
        changed[1] ^= 0x40;
        await RefusesAsync(changed, "checksum");
    }

    [Test]
    public async Task What_is_no_tar_is_told() => await RefusesAsync(Encoding.UTF8.GetBytes(new string('<', 2000)), "checksum");

    [TestCase("77777777777", "cut off")]
    [TestCase("\u0080\0\0\0\u007F\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF", "claims")]
    [TestCase("\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF", "no number")]
    [TestCase("12x", "no number")]
    public async Task A_size_that_lies_is_told(string size, string found) => await RefusesAsync(RawTar.Header("a", '0', size), found);

    [Test]
    public async Task A_PAX_size_that_lies_is_told() =>
        await RefusesAsync([.. RawTar.Entry("pax", 'x', "23 size=99999999999999\n"u8.ToArray()), .. RawTar.Header("a", '0', "1")], "cut off");

    [TestCase("99 path=a\n")]
    [TestCase("nonsense")]
    [TestCase("6 =abc\n")]
    [TestCase("-1 path=a\n")]
    [TestCase("16 size=-100000\n")]
    public async Task A_malformed_PAX_header_is_told(string records) =>
        await RefusesAsync([.. RawTar.Entry("pax", 'x', Encoding.UTF8.GetBytes(records)), .. RawTar.Entry("a", '0', [])], "PAX header");

    [Test]
    public async Task A_header_that_claims_gigabytes_takes_no_memory() => await RefusesAsync(RawTar.Header("long", 'L', "40000000000"), "claims");

    [Test]
    public async Task A_type_that_nobody_knows_has_a_body_and_a_slash_makes_no_directory_of_a_file()
    {
        var image = await ReadAsync([.. RawTar.Entry("acl", 'A', "not a header"u8.ToArray()), .. RawTar.Entry("lib/", '0', "content"u8.ToArray()), .. RawTar.Entry("old/", '\0', []), .. new byte[1024]]);
        Assert.That(image.Entries.Select(entry => (entry.Path, entry.Kind, entry.Size)), Is.EqualTo(new[]
        {
            ("/acl", ImageEntryKind.Other, 0L), ("/lib", ImageEntryKind.File, 7L), ("/old", ImageEntryKind.Directory, 0L),
        }));
    }

    [Test]
    public async Task A_GNU_long_name_is_read()
    {
        var name = new string('n', 300);
        var image = await ReadAsync([.. RawTar.Entry("././@LongLink", 'L', Encoding.UTF8.GetBytes(name + '\0')), .. RawTar.Entry("short", '0', "x"u8.ToArray()), .. new byte[1024]]);
        Assert.That(image.Tree.Find('/' + name)?.Size, Is.EqualTo(1));
    }

    [Test]
    public async Task A_sparse_file_has_its_real_name_and_size_and_says_why_it_cannot_be_read()
    {
        var pax = "22 GNU.sparse.major=1\n22 GNU.sparse.minor=0\n24 GNU.sparse.name=real\n30 GNU.sparse.realsize=100000\n";
        var image = await ReadAsync([.. RawTar.Entry("pax", 'x', Encoding.UTF8.GetBytes(pax)), .. RawTar.Entry("GNUSparseFile.0/real", '0', Encoding.UTF8.GetBytes("0\n")), .. new byte[1024]]);
        var real = image.Tree.Find("/real")!;
        Assert.That(real.Size, Is.EqualTo(100000));
        Assert.That((await Assert.ThrowsAsync<ImageException>(() => image.OpenAsync(real)))!.Message, Does.Contain("sparse"));
    }

    [Test]
    public async Task A_name_longer_than_Linux_allows_is_marked()
    {
        var image = await ReadAsync(new LayerTar().File(new string('n', 5000)).File("a").Write());
        Assert.That(image.Entries.Select(entry => entry.Path), Is.EqualTo(new[] { "/a" }));
        Assert.That(image.Findings.Single().Message, Does.Contain("longer"));
    }

    [Test]
    public async Task Long_names_and_links_count_for_the_room_they_take()
    {
        using var packed = new PackedImage(Packing.OciDirectory, [new LayerTar().Symlink("a", new string('l', 4000)).Symlink("b", new string('l', 4000)).Write()]);
        await using var source = ImageSources.Open(packed.Location, new ImageSourceOptions { Limits = new ImageLimits { Entries = 20 } });
        Assert.That((await Assert.ThrowsAsync<ImageException>(() => ReadAsync(source)))!.Message, Does.Contain("more than 20"));
    }

    [Test]
    public async Task An_archives_long_names_count_for_the_room_they_take()
    {
        using var packed = new PackedImage(Packing.DockerSave, [Sound]);
        var archive = new LayerTar();
        for (var number = 0; number < 20; number++)
        {
            archive.File($"{number}/{new string('n', 200_000)}");
        }

        await File.WriteAllBytesAsync(packed.Location, archive.Write());
        await using var source = ImageSources.Open(packed.Location, new ImageSourceOptions { Limits = new ImageLimits { Entries = 1000 } });
        Assert.That((await Assert.ThrowsAsync<ImageException>(() => ReadAsync(source)))!.Message, Does.Contain("more than 1000"));
    }

    [Test]
    public async Task Directories_nested_through_links_end()
    {
        // Each link leads 1000 directories deeper; the name of no single entry is long.
        var deep = string.Join('/', Enumerable.Repeat("d", 1000));
        var layer = new LayerTar();
        var prefix = "";
        for (var level = 0; level < 5; level++)
        {
            layer.Directory($"{prefix}{deep}").Symlink($"l{level}", $"{prefix}{deep}");
            prefix = $"l{level}/";
        }

        var image = await ReadAsync(layer.Write());
        Assert.That(image.Findings.Select(finding => finding.Message), Has.Some.Contain("too deep"));
        Assert.That(image.Entries.Count(), Is.LessThan(2100));
    }

    [Test]
    public async Task A_gzip_bomb_is_refused()
    {
        using var packed = new PackedImage(Packing.OciDirectoryGzip, [new LayerTar().File("zeros", new byte[20 << 20]).Write()]);
        await using var source = ImageSources.Open(packed.Location, new ImageSourceOptions { Limits = new ImageLimits { FreeBytes = 1 << 20, Expansion = 20 } });
        Assert.That((await Assert.ThrowsAsync<ImageException>(() => ReadAsync(source)))!.Message, Does.Contain("20 times").And.Contain("bomb"));
    }

    [Test]
    public async Task More_bytes_than_the_limit_are_refused()
    {
        using var packed = new PackedImage(Packing.OciTarZstd, [new LayerTar().File("zeros", new byte[3 << 20]).Write(), new LayerTar().File("more", new byte[3 << 20]).Write()]);
        await using var source = ImageSources.Open(packed.Location, new ImageSourceOptions { Limits = new ImageLimits { UncompressedBytes = 4 << 20 } });
        Assert.That((await Assert.ThrowsAsync<ImageException>(() => ReadAsync(source)))!.Message, Does.Contain("limit"));
    }

    [Test]
    public async Task More_entries_than_the_limit_are_refused()
    {
        using var packed = new PackedImage(Packing.DockerSave, [new LayerTar().File("a/b/c").Write()]);
        await using var source = ImageSources.Open(packed.Location, new ImageSourceOptions { Limits = new ImageLimits { Entries = 2 } });
        Assert.That((await Assert.ThrowsAsync<ImageException>(() => ReadAsync(source)))!.Message, Does.Contain("more than 2"));
    }

    [Test]
    public async Task Contents_beyond_temporary_storage_are_refused_and_the_image_is_read()
    {
        using var packed = new PackedImage(Packing.OciDirectoryGzip, [new LayerTar().File("large", new byte[2000]).File("small", "s").Write()]);
        await using var source = ImageSources.Open(packed.Location, new ImageSourceOptions { Limits = new ImageLimits { KeptBytes = 1000 } });
        var image = await ReadAsync(source, _ => true);
        Assert.That(await View.TextAsync(image, image.Tree.Find("/small")!), Is.EqualTo("s"));
        Assert.That((await Assert.ThrowsAsync<ImageException>(() => image.OpenAsync(image.Tree.Find("/large")!)))!.Message, Does.Contain("2000").And.Contain("1000"));
    }

    [TestCase(Packing.OciDirectoryGzip)]
    [TestCase(Packing.OciTarZstd)]
    public async Task A_compressed_layer_that_is_cut_off_is_told(Packing packing)
    {
        var noise = new byte[200_000];
        new Random(1).NextBytes(noise);
        using var packed = new PackedImage(packing, [new LayerTar().File("noise", noise).Write()], cut: 100_000);
        await using var source = ImageSources.Open(packed.Location);
        Assert.That((await Assert.ThrowsAsync<ImageException>(() => ReadAsync(source)))!.Message, Does.Match("broken|cut off").And.Not.Contain("\n"));
    }

    [Test]
    public void No_spoiled_tar_makes_the_reader_throw_anything_but_its_one_line()
    {
        var change = Gen.Choose(0, Sound.Length - 1).SelectMany(at => Gen.Choose(0, 255).Select(value => (At: at, Value: (byte)value)));
        var spoiled = change.ListOf().SelectMany(changes => Gen.Choose(0, Sound.Length).Select(length => (Changes: changes.ToArray(), Length: length))).ToArbitrary();

        Prop.ForAll(spoiled, tar => Answers(tar.Changes, tar.Length)).QuickCheckThrowOnFailure();
    }

    private static bool Answers((int At, byte Value)[] changes, int length)
    {
        var tar = Sound.ToArray();
        foreach (var (at, value) in changes)
        {
            tar[at] = value;
        }

        RawTar.MendChecksums(tar);
        try
        {
            ReadAsync(tar[..length]).GetAwaiter().GetResult();
            return true;
        }
        catch (ImageException refused)
        {
            return !refused.Message.Contains('\n');
        }
    }

    private static async Task RefusesAsync(byte[] layer, string found)
    {
        var plain = await Assert.ThrowsAsync<ImageException>(() => ReadAsync(layer));
        Assert.That(plain!.Message, Does.Contain(found).And.Contain("layer 1").And.Not.Contain("\n"));
        var packed = await Assert.ThrowsAsync<ImageException>(() => ReadAsync(layer, Packing.OciDirectoryGzip));
        Assert.That(packed!.Message, Does.Contain(found).And.Contain("layer 1"));
    }

    private static async Task<ImageContent> ReadAsync(byte[] layer, Packing packing = Packing.OciDirectory)
    {
        using var packed = new PackedImage(packing, [layer]);
        await using var source = ImageSources.Open(packed.Location);
        return await ReadAsync(source, _ => true);
    }

    private static Task<ImageContent> ReadAsync(IImageSource source, Func<string, bool>? wanted = null) => Bounded.Answer(end => source.ReadAsync(wanted ?? (_ => false), end));
}
