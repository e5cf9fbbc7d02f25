using System.Runtime.CompilerServices;

namespace Fleetyard.Images.Tests.Tree;

/// <summary>How much room and time large and hostile trees take.</summary>
internal sealed class TreeSizeTests
{
    /// <summary>44 bytes a row, 4 to 8 in the hash table, a name of some 20: what a class for each name took was 250.</summary>
    private const int MostBytesOfAnEntry = 90;

    /// <summary>A row alone: what would be less was not measured right.</summary>
    private const int FewestBytesOfAnEntry = 44;

    /// <summary>So many are held at a time that what other tests left for the collector is little beside them.</summary>
    private const int Images = 5;

    [Test]
    [NonParallelizable]
    public async Task An_entry_takes_less_than_ninety_bytes_of_memory()
    {
        const int Entries = 100_000;
        using var packed = Packed(Entries);
        var held = new List<ImageContent>(Images);
        var before = Memory();
        while (held.Count < Images)
        {
            await using var source = ImageSources.Open(packed.Location);
            held.Add(await source.ReadAsync(_ => false));
        }

        var taken = Memory() - before;
        Assert.That(held.Select(image => image.Entries.Count(entry => entry.Kind == ImageEntryKind.File)), Is.All.EqualTo(Entries));
        Assert.That(taken / Images / Entries, Is.InRange(FewestBytesOfAnEntry, MostBytesOfAnEntry));
    }

    [Test]
    public async Task A_layer_in_which_all_is_odd_tells_of_a_thousand()
    {
        var layer = Enumerable.Range(0, 1500).Aggregate(new LayerTar(), (tar, number) => tar.File($"../out-{number}"));
        using var packed = new PackedImage(Packing.OciDirectory, [layer.File("in").Write()]);
        await using var source = ImageSources.Open(packed.Location);
        var image = await source.ReadAsync(_ => false);
        Assert.That(image.Findings, Has.Count.EqualTo(1001));
        Assert.That(image.Findings[^1].Message, Does.Contain("the others are not told"));
        Assert.That(image.Entries.Single().Path, Is.EqualTo("/in"));
    }

    [Test]
    public async Task Names_that_are_no_UTF8_have_a_sign_in_the_place_of_what_is_wrong_and_equal_ones_are_one()
    {
        byte[] layer = [.. RawTar.Entry("a\u0001", '0', "1"u8.ToArray()), .. RawTar.Entry("a\u0002", '0', "22"u8.ToArray()), .. new byte[1024]];
        layer[1] = 0xFF;
        layer[1024 + 1] = 0xFE;
        RawTar.MendChecksums(layer);
        using var packed = new PackedImage(Packing.OciDirectory, [layer]);
        await using var source = ImageSources.Open(packed.Location);
        Assert.That(await View.OfAsync(await source.ReadAsync(_ => false)), Is.EqualTo(new[] { "f /a\uFFFD 22" }));
    }

    [Test]
    public async Task A_large_directory_whose_every_name_is_hidden_and_brought_again_is_merged()
    {
        const int Names = 20_000;
        byte[] whiteouts = [.. Enumerable.Range(0, Names).SelectMany(number => RawTar.Header($"d/.wh.{number}", '0', "0")), .. new byte[1024]];
        byte[] files = [.. Enumerable.Range(0, Names).SelectMany(number => RawTar.Header($"d/{number}", '0', "0")), .. new byte[1024]];
        using var packed = new PackedImage(Packing.OciDirectoryGzip, [files, whiteouts, files, whiteouts, files]);
        await using var source = ImageSources.Open(packed.Location);
        var image = await source.ReadAsync(_ => false);
        Assert.That(image.Entries.Count(), Is.EqualTo(Names + 1));
        Assert.That(image.Tree.Find("/d/19999")!.Layer, Is.EqualTo(4));
    }

    private static long Memory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    /// <summary>Apart from the test, so that nothing of it is alive when memory is looked at.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static PackedImage Packed(int entries) => new(Packing.OciDirectoryGzip, [Names(0, entries / 2), Names(entries / 2, entries)]);

    private static byte[] Names(int from, int to)
    {
        var tar = new MemoryStream();
        for (var number = from; number < to; number++)
        {
            tar.Write(RawTar.Header($"usr/share/d{number / 500}/file-name-{number}.txt", '0', "0"));
        }

        tar.Write(new byte[1024]);
        return tar.ToArray();
    }
}
