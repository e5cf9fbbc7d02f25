using System.Formats.Tar;
using System.Text;

namespace Fleetyard.Fuzz.Seeds;

/// <summary>Tars of layers: each kind of entry in each format, and what no honest writer writes.</summary>
internal static class LayerSeeds
{
    /// <summary>A header's fields by place and width (POSIX.1-1988 ustar; GNU's old sparse map after them).</summary>
    private static readonly (string Name, int At, int Width)[] Header =
    [
        ("name", 0, 100), ("mode", 100, 8), ("owner", 108, 8), ("group", 116, 8), ("size", 124, 12), ("time", 136, 12), ("checksum", 148, 8), ("type", 156, 1),
        ("link", 157, 100), ("magic", 257, 6), ("version", 263, 2), ("major", 329, 8), ("minor", 337, 8), ("prefix", 345, 155),
    ];

    private static readonly byte[] Sound = new LayerTar().Directory("a").File("a/x", "over").Symlink("a/s", "x").HardLink("a/h", "a/x").Whiteout("", "b").Opaque("a/deep").Fifo("p").Write();

    public static IEnumerable<(string Name, byte[] Bytes)> All() =>
    [
        ("sound", Sound), .. Formats(), .. Paths(), .. Extended(),
        .. new[] { 0, 1, 100, 511, 512, 513, 1024, 1536, Sound.Length - 1024, Sound.Length - 512, Sound.Length - 1 }.Select(length => ($"cut at {length}", Sound[..length])),
        .. Header.SelectMany(field => Fields.BrokenText(OneFile(), $"header's {field.Name}", field.At, field.Width)).Select(Mended),
        ("text", Encoding.UTF8.GetBytes(new string('<', 2000))),
        ("an empty block between", [.. RawTar.Entry("a", '0', "a"u8.ToArray()), .. new byte[512], .. RawTar.Entry("b", '0', [])]),
        ("much behind the end", [.. Sound, .. new byte[10_000], .. RawTar.Entry("late", '0', [])]),
    ];

    private static byte[] OneFile() => [.. RawTar.Entry("a/x", '0', "content"u8.ToArray()), .. new byte[1024]];

    private static (string Name, byte[] Bytes) Mended((string Name, byte[] Bytes) seed)
    {
        if (!seed.Name.StartsWith("header's checksum", StringComparison.Ordinal))
        {
            RawTar.MendChecksums(seed.Bytes);
        }

        return seed;
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Formats()
    {
        foreach (var format in new[] { TarEntryFormat.V7, TarEntryFormat.Ustar, TarEntryFormat.Pax, TarEntryFormat.Gnu })
        {
            var tar = new MemoryStream();
            using (var writer = new TarWriter(tar, format, leaveOpen: true))
            {
                writer.WriteEntry(Entry(format, TarEntryType.Directory, "d/"));
                writer.WriteEntry(Entry(format, format == TarEntryFormat.V7 ? TarEntryType.V7RegularFile : TarEntryType.RegularFile, "d/f"));
                writer.WriteEntry(Entry(format, TarEntryType.SymbolicLink, "s", "d/f"));
                writer.WriteEntry(Entry(format, TarEntryType.HardLink, "h", "d/f"));
            }

            yield return (format.ToString(), tar.ToArray());
        }
    }

    private static TarEntry Entry(TarEntryFormat format, TarEntryType type, string name, string? link = null)
    {
        TarEntry entry = format switch
        {
            TarEntryFormat.V7 => new V7TarEntry(type, name),
            TarEntryFormat.Ustar => new UstarTarEntry(type, name),
            TarEntryFormat.Pax => new PaxTarEntry(type, name),
            _ => new GnuTarEntry(type, name),
        };
        if (link is not null)
        {
            entry.LinkName = link;
        }

        if (name == "d/f")
        {
            entry.DataStream = new MemoryStream("content"u8.ToArray());
        }

        return entry;
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Paths() =>
    [
        ("climbs", new LayerTar().File("../../etc/passwd", "x").File("a/../../../b", "y").Whiteout("..", "b").Directory("..").Symlink("../s", "x").Write()),
        ("absolute", new LayerTar().File("/etc/passwd", "x").Directory("/a/").HardLink("/h", "/etc/passwd").Write()),
        ("through symlinks", new LayerTar().Symlink("out", "../../../../etc").File("out/passwd", "x").Symlink("abs", "/tmp").File("abs/x", "y").Whiteout("link", "x").Opaque("up").Write()),
        ("a circle", new LayerTar().Symlink("one", "two").Symlink("two", "one").File("one/x", "x").Symlink("self", "self/self").Directory("self/d").HardLink("h", "one/x").Write()),
        ("links that double", Enumerable.Range(1, 40).Aggregate(new LayerTar().Directory("l0"), (tar, level) => tar.Symlink($"l{level}", $"l{level - 1}/../l{level - 1}")).File("l40/x", "x").Write()),
        ("hard links to nowhere", new LayerTar().HardLink("h", "nowhere").HardLink("i", "h").HardLink("j", "k").HardLink("k", "j").HardLink("dir", "a").HardLink("self", "self").HardLink("root", "/").Write()),
        ("hard links below", new LayerTar().HardLink("h", "b").Whiteout("", "b").HardLink("g", "a/x").HardLink("l", "link").Write()),
        ("whiteouts of odd names", new LayerTar().File(".wh.").File(".wh..").File(".wh...").File(".wh..wh.").File(".wh..wh..opq").File(".wh..wh.plnk/x").File("a/.wh..wh..opq/x").Write()),
        ("a file that is a directory", new LayerTar().File("b/x", "x").File("a", "file").Directory("a").File("a/x/y", "y").Write()),
        ("deep", new LayerTar().File(string.Join('/', Enumerable.Repeat("d", 1500)), "x").File(string.Join('/', Enumerable.Repeat("..", 1500)), "x").Write()),
        ("no names", [.. RawTar.Entry("", '0', "x"u8.ToArray()), .. RawTar.Entry("/", '0', []), .. RawTar.Entry(".", '2', []), .. RawTar.Entry("./", '5', []), .. RawTar.Entry("//", '1', []), .. new byte[1024]]),
        ("names of odd bytes", [.. RawTar.Entry("a\nb", '0', "x"u8.ToArray()), .. RawTar.Entry("\u001b[31m", '0', []), .. RawTar.Entry("a\\b", '0', []), .. new byte[1024]]),
    ];

    private static IEnumerable<(string Name, byte[] Bytes)> Extended()
    {
        string[] records =
        [
            "23 size=99999999999999\n", "16 size=-100000\n", "99 path=a\n", "nonsense", "6 =abc\n", "-1 path=a\n", "0 \n", "9 path=\n", "10 path=/\n", "12 path=../x\n", "7 a=b\n8 path=", "9 size=\n", "11 size=10\n",
            "22 GNU.sparse.major=1\n22 GNU.sparse.minor=0\n24 GNU.sparse.name=real\n30 GNU.sparse.realsize=100000\n", "40 GNU.sparse.realsize=9223372036854775807\n", "24 GNU.sparse.size=-10000\n",
        ];
        foreach (var (record, index) in records.Select((record, index) => (record, index)))
        {
            yield return ($"PAX {index}", [.. RawTar.Entry("pax", 'x', Encoding.UTF8.GetBytes(record)), .. OneFile()]);
            yield return ($"global PAX {index}", [.. RawTar.Entry("pax", 'g', Encoding.UTF8.GetBytes(record)), .. OneFile()]);
        }

        foreach (var type in "LKVMNSDx1g7345AZ")
        {
            yield return ($"type {type}", [.. RawTar.Entry("a/x", type, "content\0"u8.ToArray()), .. OneFile()]);
            yield return ($"type {type} that claims gigabytes", [.. RawTar.Header("a/x", type, "40000000000"), .. OneFile()]);
            yield return ($"type {type} that claims all", [.. RawTar.Header("a/x", type, "\u0080\0\0\0\u007F\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF"), .. OneFile()]);
        }

        yield return ("a long name", [.. RawTar.Entry("././@LongLink", 'L', Encoding.UTF8.GetBytes(new string('n', 300) + '\0')), .. OneFile()]);
        yield return ("a name too long", [.. RawTar.Entry("././@LongLink", 'L', Encoding.UTF8.GetBytes(new string('n', 9000))), .. OneFile()]);
        yield return ("extended headers without end", [.. Enumerable.Repeat(RawTar.Entry("pax", 'x', "11 path=abc\n"u8.ToArray()), 100).SelectMany(header => header)]);
        var sparse = RawTar.Header("sparse", 'S', "00000000010");
        (sparse[482], sparse[483]) = (1, (byte)'7');
        RawTar.MendChecksums(sparse);
        yield return ("a sparse map without end", [.. sparse, .. Enumerable.Repeat((byte)1, 5 * 512), .. OneFile()]);
    }
}
