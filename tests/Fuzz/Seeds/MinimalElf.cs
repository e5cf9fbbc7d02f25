using System.Text;

namespace Fleetyard.Fuzz.Seeds;

/// <summary>A shared library of some hundred bytes that has each table the readers know (ELF specification and its GNU extensions).</summary>
public sealed class MinimalElf
{
    public const int SectionCount = 7;

    public bool Is64 { get; init; } = true;

    public bool IsBigEndian { get; init; }

    public string Constants { get; init; } = "\0AWS-LC 5.5.0\0";

    public string Needed { get; init; } = "libc.so.6";

    /// <summary>Where the section table begins, once it is written.</summary>
    public int Sections { get; private set; }

    public int HeaderSize => Is64 ? 64 : 52;

    public int SegmentSize => Is64 ? 56 : 32;

    public int SectionSize => Is64 ? 64 : 40;

    public byte[] Write()
    {
        var file = new MemoryStream { Position = HeaderSize + (2 * SegmentSize) };
        var names = "\0.dynstr\0.dynsym\0.dynamic\0.gnu.version_d\0.rodata\0.shstrtab\0";
        var strings = $"\0libcrypto.so\0{Needed}\0awslc_version_string\0OPENSSL_3.0.0\0";
        var dynstr = Put(file, Encoding.ASCII.GetBytes(strings));
        var dynsym = Put(file, [.. Symbol(0, 0), .. Symbol(strings.IndexOf("awslc", StringComparison.Ordinal), 1)]);
        var dynamic = Put(file, [.. Pair(14, 1), .. Pair(1, 14), .. Pair(5, dynstr.At), .. Pair(0, 0)]);
        var versions = Put(
            file,
        [
            .. Half(1), .. Half(1), .. Half(1), .. Half(1), .. Word(0), .. Word(20), .. Word(28), .. Word(1), .. Word(0),
            .. Half(1), .. Half(0), .. Half(2), .. Half(1), .. Word(0), .. Word(20), .. Word(0), .. Word(strings.IndexOf("OPENSSL", StringComparison.Ordinal)), .. Word(0),
        ]);
        var constants = Put(file, Encoding.Latin1.GetBytes(Constants));
        var shstrtab = Put(file, Encoding.ASCII.GetBytes(names));
        Sections = (int)file.Position;
        int Name(string name) => names.IndexOf(name, StringComparison.Ordinal);
        file.Write(
        [
            .. Section(0, 0, default, 0, 0),
            .. Section(Name(".dynstr"), 3, dynstr, 0, 0),
            .. Section(Name(".dynsym"), 11, dynsym, 1, 1),
            .. Section(Name(".dynamic"), 6, dynamic, 1, 0),
            .. Section(Name(".gnu.version_d"), 0x6ffffffd, versions, 1, 2),
            .. Section(Name(".rodata"), 1, constants, 0, 0),
            .. Section(Name(".shstrtab"), 3, shstrtab, 0, 0),
        ]);
        file.Position = 0;
        file.Write([.. Header(), .. Segment(1, (0, (int)file.Length)), .. Segment(2, dynamic)]);
        return file.ToArray();
    }

    private static (int At, int Size) Put(MemoryStream file, byte[] bytes)
    {
        file.Position = (file.Position + 7) & ~7;
        var at = (int)file.Position;
        file.Write(bytes);
        return (at, bytes.Length);
    }

    private byte[] Header() =>
    [
        .. "\u007fELF"u8, (byte)(Is64 ? 2 : 1), (byte)(IsBigEndian ? 2 : 1), 1, .. new byte[9],
        .. Half(3), .. Half(Is64 ? 62 : 3), .. Word(1), .. Wide(0), .. Wide(HeaderSize), .. Wide(Sections), .. Word(0),
        .. Half(HeaderSize), .. Half(SegmentSize), .. Half(2), .. Half(SectionSize), .. Half(SectionCount), .. Half(SectionCount - 1),
    ];

    private byte[] Segment(int type, (int At, int Size) place) => Is64
        ? [.. Word(type), .. Word(5), .. Wide(place.At), .. Wide(place.At), .. Wide(place.At), .. Wide(place.Size), .. Wide(place.Size), .. Wide(8)]
        : [.. Word(type), .. Word(place.At), .. Word(place.At), .. Word(place.At), .. Word(place.Size), .. Word(place.Size), .. Word(5), .. Word(8)];

    private byte[] Section(int name, uint type, (int At, int Size) place, int link, int info) =>
        [.. Word(name), .. Word((int)type), .. Wide(2), .. Wide(place.At), .. Wide(place.At), .. Wide(place.Size), .. Word(link), .. Word(info), .. Wide(1), .. Wide(0)];

    private byte[] Symbol(int name, int section) => Is64
        ? [.. Word(name), 0x12, 0, .. Half(section), .. Wide(0), .. Wide(0)]
        : [.. Word(name), .. Word(0), .. Word(0), 0x12, 0, .. Half(section)];

    private byte[] Pair(int tag, int value) => [.. Wide(tag), .. Wide(value)];

    private byte[] Half(int value) => Ordered([(byte)value, (byte)(value >> 8)]);

    private byte[] Word(int value) => Ordered([(byte)value, (byte)(value >> 8), (byte)(value >> 16), (byte)(value >> 24)]);

    private byte[] Wide(int value) => !Is64 ? Word(value) : IsBigEndian ? [.. Word(0), .. Word(value)] : [.. Word(value), .. Word(0)];

    private byte[] Ordered(byte[] little)
    {
        if (IsBigEndian)
        {
            Array.Reverse(little);
        }

        return little;
    }
}
