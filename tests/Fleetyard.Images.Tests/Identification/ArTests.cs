using System.Text;
using Fleetyard.Images.Identification;

namespace Fleetyard.Images.Tests.Identification;

internal sealed class ArTests
{
    [Test]
    public void Index_of_a_Debian_library_leads_to_the_member_that_ar_names()
    {
        using var content = File.OpenRead(DebianPackage.File("libssl-dev", "usr/lib/x86_64-linux-gnu/libcrypto.a"));
        var archive = ArArchive.Read(content);

        var member = archive.Defining(["OpenSSL_version", "no_such_symbol"]).Single();

        Assert.That((member.Key, member.Value.Name), Is.EqualTo(("OpenSSL_version", "libcrypto-lib-cversion.o")));
        Assert.That(archive.Members(), Has.Some.EqualTo(member.Value), "the walk comes to the same place");
        Assert.That(archive.Members().Count(), Is.GreaterThan(500));
    }

    [Test]
    public void Long_and_short_names_of_GNU_are_whole()
    {
        var archive = ArArchive.Read(new MemoryStream(Compiled.Static("int one(void) { return 1; }\n")));

        Assert.That(archive.Members().Select(member => member.Name), Is.EqualTo(new[] { "other.o", "a_member_with_a_name_that_is_long.c.o" }));
        Assert.That(archive.Defining(["one"])["one"].Name, Is.EqualTo("a_member_with_a_name_that_is_long.c.o"));
    }

    [Test]
    public void Archive_without_an_index_is_walked_all_the_same()
    {
        var archive = ArArchive.Read(new MemoryStream(Compiled.Static("int one(void) { return 1; }\n", "rcS")));

        Assert.That(archive.HasSymbolIndex, Is.False);
        Assert.That(archive.Defining(["one"]), Is.Empty);
        Assert.That(archive.Members().Count(), Is.EqualTo(2));
    }

    [Test]
    public void Thin_archive_names_members_whose_bytes_are_outside()
    {
        var archive = ArArchive.Read(new MemoryStream(Compiled.Static("int one(void) { return 1; }\n", "rcsT")));

        Assert.That(archive.IsThin, Is.True);
        Assert.That(archive.Members().Select(member => (member.Name, member.IsOutside)),
            Is.EqualTo(new[] { ("other.o", true), ("a_member_with_a_name_that_is_long.c.o", true) }));
        Assert.That(archive.Defining(["one"])["one"].Name, Is.EqualTo("a_member_with_a_name_that_is_long.c.o"));
    }

    [Test]
    public void Names_and_index_of_BSD_are_read()
    {
        // The pairs' size, one pair (the name at 4, the header at 108), the names' size, and the names.
        byte[] index = [8, 0, 0, 0, 4, 0, 0, 0, 108, 0, 0, 0, 8, 0, 0, 0, .. "zip\0one\0"u8];
        byte[] bytes =
        [
            .. "!<arch>\n"u8, .. Header("#1/16", 16 + index.Length), .. Encoding.ASCII.GetBytes("__.SYMDEF".PadRight(16, '\0')), .. index,
            .. Header("#1/20", 24), .. Encoding.ASCII.GetBytes("crypto_version.c.o".PadRight(20, '\0')), .. "body"u8,
        ];

        var archive = ArArchive.Read(new MemoryStream(bytes));

        Assert.That(archive.Members(), Is.EqualTo(new[] { new ArMember("crypto_version.c.o", 188, 4, false) }));
        Assert.That(archive.Defining(["one", "zip"]), Is.EqualTo(new Dictionary<string, ArMember> { ["one"] = archive.Members().Single() }));
    }

    [Test]
    public void Member_of_odd_length_is_followed_by_one_more_byte()
    {
        byte[] bytes = [.. "!<arch>\n"u8, .. Header("odd/", 3), .. "abc\n"u8, .. Header("even/", 2), .. "de"u8];

        Assert.That(ArArchive.Read(new MemoryStream(bytes)).Members(), Is.EqualTo(new[] { new ArMember("odd", 68, 3, false), new ArMember("even", 132, 2, false) }));
    }

    [Test]
    public void Other_bytes_are_refused() =>
        Assert.That(() => ArArchive.Read(new MemoryStream("!<arch>"u8.ToArray())), Throws.TypeOf<MalformedFileException>().With.Message.Contains("not an ar archive"));

    [TestCase("4x", "is \"4x\", which is no number")]
    [TestCase("-4", "is \"-4\", which is no number")]
    [TestCase("9999999999", "out of the archive's")]
    public void Size_that_lies_is_refused_with_what_is_wrong(string size, string message)
    {
        byte[] bytes = [.. "!<arch>\n"u8, .. Header("a.o/", 0, size), .. "body"u8];

        Assert.That(() => ArArchive.Read(new MemoryStream(bytes)).Members().Count(), Throws.TypeOf<MalformedFileException>().With.Message.Contains(message));
    }

    [Test]
    public void Index_that_claims_more_symbols_than_it_has_is_refused()
    {
        byte[] bytes = [.. "!<arch>\n"u8, .. Header("/", 8), 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0];

        Assert.That(() => ArArchive.Read(new MemoryStream(bytes)).Defining(["one"]), Throws.TypeOf<MalformedFileException>().With.Message.Contains("claims 4294967295 symbols"));
    }

    [Test]
    public void Index_that_leads_nowhere_is_refused()
    {
        byte[] bytes = [.. "!<arch>\n"u8, .. Header("/", 12), 0, 0, 0, 1, 0, 0, 0, 4, .. "one\0"u8];

        Assert.That(() => ArArchive.Read(new MemoryStream(bytes)).Defining(["one"]), Throws.TypeOf<MalformedFileException>().With.Message.Contains("no member's header at byte 4"));
    }

    private static byte[] Header(string name, int size, string? said = null) =>
        Encoding.ASCII.GetBytes(name.PadRight(16) + "0".PadRight(12) + "0".PadRight(6) + "0".PadRight(6) + "644".PadRight(8) + (said ?? $"{size}").PadRight(10) + "`\n");
}
