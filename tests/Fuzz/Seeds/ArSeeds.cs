using System.Text;

namespace Fleetyard.Fuzz.Seeds;

/// <summary>ar archives of GNU, BSD, and thin ones, each field of a header broken in turn (ar(5)).</summary>
internal static class ArSeeds
{
    private const int Magic = 8;

    /// <summary>Name, date, owner, group, mode, size and end of a header, by place and width.</summary>
    private static readonly (string Name, int At, int Width)[] Header = [("name", 0, 16), ("date", 16, 12), ("owner", 28, 6), ("group", 34, 6), ("mode", 40, 8), ("size", 48, 10), ("end", 58, 2)];

    private static readonly byte[] Object = new MinimalElf().Write();

    private static readonly byte[] Gnu = GnuArchive("!<arch>\n", Object);

    public static IEnumerable<(string Name, byte[] Bytes)> All()
    {
        yield return ("GNU", Gnu);
        yield return ("thin", GnuArchive("!<thin>\n", []));
        yield return ("thin that has a member all the same", GnuArchive("!<thin>\n", Object));
        yield return ("BSD", Bsd());
        yield return ("without members", "!<arch>\n"u8.ToArray());
        yield return ("only an index", [.. "!<arch>\n"u8, .. Member("/", [0, 0, 0, 0])]);
        foreach (var length in new[] { 7, 8, 30, 68, 80, Gnu.Length - 1 })
        {
            yield return ($"archive cut at {length}", Gnu[..length]);
        }

        var member = Magic + 60 + Index(0).Length + 60 + 24;
        foreach (var (place, at) in new[] { ("index", Magic), ("long names", Magic + 60 + Index(0).Length), ("member", member) })
        {
            foreach (var seed in Header.SelectMany(field => Fields.BrokenText(Gnu, $"{place}'s {field.Name}", at + field.At, field.Width)))
            {
                yield return seed;
            }
        }

        foreach (var seed in Fields.Broken(Gnu, "index's count", Magic + 60, 4).Concat(Fields.Broken(Gnu, "index's offset", Magic + 64, 4)).Concat(Fields.Broken(Bsd(), "BSD's index", Magic + 76, 4)))
        {
            yield return seed;
        }

        yield return ("a name beyond the long ones", [.. "!<arch>\n"u8, .. Member("//", "a.o/\n"u8.ToArray()), .. Member("/99999", "x"u8.ToArray())]);
        yield return ("a BSD name longer than its member", [.. "!<arch>\n"u8, .. Member("#1/999", "x"u8.ToArray())]);
        yield return ("an archive in itself", [.. "!<arch>\n"u8, .. Member("inner.a/", Gnu)]);
    }

    private static byte[] GnuArchive(string magic, byte[] content)
    {
        var at = Magic + 60 + Index(0).Length + 60 + 24;
        return [.. Encoding.ASCII.GetBytes(magic), .. Member("/", Index(at)), .. Member("//", Encoding.ASCII.GetBytes("a_long_member_name.c.o/\n")), .. Member("/0", content, Object.Length)];
    }

    private static byte[] Bsd()
    {
        byte[] index = [8, 0, 0, 0, 0, 0, 0, 0, 124, 0, 0, 0, 24, 0, 0, 0, .. "awslc_version_string\0\0\0\0"u8];
        return
        [
            .. "!<arch>\n"u8, .. Member("#1/16", [.. Encoding.ASCII.GetBytes("__.SYMDEF".PadRight(16, '\0')), .. index]),
            .. Member("#1/20", [.. Encoding.ASCII.GetBytes("crypto_version.c.o".PadRight(20, '\0')), .. Object]),
        ];
    }

    private static byte[] Index(int at) => [0, 0, 0, 1, 0, 0, (byte)(at >> 8), (byte)at, .. "awslc_version_string\0\0"u8];

    private static byte[] Member(string name, byte[] content, int? size = null) =>
        [.. Encoding.ASCII.GetBytes($"{name,-16}{0,-12}{0,-6}{0,-6}{"644",-8}{size ?? content.Length,-10}`\n"), .. content, .. new byte[content.Length % 2]];
}
