using Fleetyard.Images.Identification;

namespace Fleetyard.Images.Tests.Identification;

internal sealed class ClangTests
{
    private const UnixFileMode Program = (UnixFileMode)0b111_101_101, Plain = (UnixFileMode)0b110_100_100;

    private const string Launcher = "usr/lib/llvm-14/bin/clang", Library = "usr/lib/llvm-14/lib/libclang-cpp.so.14";

    [TestCase("clang-14", Launcher, "clang")]
    [TestCase("clang-format-14", "usr/lib/llvm-14/bin/clang-format", "clang-format")]
    public void Program_of_Debian_is_known_with_the_version_of_the_library_it_needs(string package, string path, string member)
    {
        var around = new FolderSurroundings(DebianPackage.Folder("libclang-cpp14"));
        var identity = Identify(new(around), package, path)!;

        Assert.Multiple(() =>
        {
            Assert.That((identity.Member, identity.Kind), Is.EqualTo((member, ClangKind.Binary)));
            Assert.That((identity.Class, identity.Machine, identity.Version), Is.EqualTo((ElfClass.Elf64, "x86_64", "14.0.6")));
            Assert.That(identity.Evidence.Single(), Is.EqualTo(new Evidence(EvidenceSource.NeededLibrary, " version 14.0.6", Library, identity.Evidence[0].Offset)));
        });
    }

    [Test]
    public void Library_that_several_programs_need_is_read_once()
    {
        var around = new FolderSurroundings(DebianPackage.Folder("libclang-cpp14"));
        var clang = new ClangIdentifier(around);

        Identify(clang, "clang-14", Launcher);
        Identify(clang, "clang-format-14", "usr/lib/llvm-14/bin/clang-format");

        Assert.That(around.Opened, Is.EqualTo(new[] { Library }));
    }

    [Test]
    public void Folder_of_its_headers_tells_where_the_library_is_not()
    {
        var identity = Identify(new(new FolderSurroundings(DebianPackage.Folder("libclang-common-14-dev"))), "clang-14", Launcher)!;

        Assert.That(identity.Version, Is.EqualTo("14.0.6"));
        Assert.That(identity.Evidence, Is.EqualTo(new[] { new Evidence(EvidenceSource.ResourceDirectory, "14.0.6", "usr/lib/llvm-14/lib/clang") }));
    }

    [Test]
    public void Folder_of_another_version_tells_nothing()
    {
        var around = new FilesInMemory { ["usr/lib/clang/15/include/stddef.h"] = "", ["usr/lib/clang/13.0.1/include/stddef.h"] = "" };

        Assert.That(Identify(new(around), "clang-14", Launcher)!.Version, Is.Null);
    }

    [Test]
    public void Folder_that_fits_its_name_tells_among_others_and_the_whole_version_before_its_first_number()
    {
        var around = new FilesInMemory { ["usr/lib/clang/14/a.h"] = "", ["usr/lib/clang/14.0.6/a.h"] = "", ["usr/lib/clang/15.0.7/a.h"] = "" };

        Assert.That(Identify(new(around), "clang-14", Launcher)!.Version, Is.EqualTo("14.0.6"));
    }

    [Test]
    public void Database_of_packages_tells_where_nothing_else_does()
    {
        var around = new FilesInMemory
        {
            ["var/lib/dpkg/status"] = "Package: libc6\nVersion: 2.36-9\n\nPackage: clang-tools-14\nVersion: 1:14.9-1\n\n"
                + "Package: clang-14\nArchitecture: amd64\nVersion: 1:14.0.6-12\n",
            ["var/lib/dpkg/info/clang-tools-14.list"] = "/usr/lib/llvm-14/bin/clang-check\n",
            ["var/lib/dpkg/info/clang-14:amd64.list"] = "/usr/bin/clang-14\n/usr/lib/llvm-14/bin/clang\n",
        };

        var identity = Identify(new(around), "clang-14", Launcher)!;

        Assert.That(identity.Version, Is.EqualTo("14.0.6"));
        Assert.That(identity.Evidence, Is.EqualTo(new[] { new Evidence(EvidenceSource.PackageDatabase, "clang-14 1:14.0.6-12", "var/lib/dpkg/status") }));
    }

    [TestCase("\\0 version 17.0.1", "17.0.1")]
    [TestCase("Ubuntu clang version 14.0.0-1ubuntu1.1", "14.0.0-1ubuntu1.1")]
    [TestCase("LLVM version 16.0.6", "16.0.6")]
    [TestCase("a file version 2.0", null)]
    public void Text_of_the_program_itself_comes_first(string text, string? version)
    {
        var bytes = Compiled.Shared($"const char *version(void) {{ return \"{text}\"; }} char text[] __attribute__((section(\".rodata.more\"))) = \"{text}\";\n");
        var around = new FilesInMemory { ["usr/lib/clang/13.0.1/include/stddef.h"] = "" };

        var identity = new ClangIdentifier(around).Identify("usr/bin/clang", Program, new MemoryStream(bytes))!;

        Assert.That(identity.Version, Is.EqualTo(version ?? "13.0.1"));
        Assert.That(identity.Evidence.Select(evidence => evidence.Source), Is.All.EqualTo(version is null ? EvidenceSource.ResourceDirectory : EvidenceSource.Text));
    }

    [TestCase("usr/bin/clang++-14", "clang++")]
    [TestCase("usr/bin/clang-tidy", "clang-tidy")]
    [TestCase("usr/bin/clang-apply-replacements-14", "clang-apply-replacements")]
    [TestCase("usr/bin/clangd-14.0.6", "clangd")]
    [TestCase("usr/bin/x86_64-linux-gnu-clang-14", "clang")]
    public void Name_tells_the_member_without_target_and_version(string path, string member) =>
        Assert.That(Named(path, "\u007fELF"u8, Program), Has.Property("Member").EqualTo(member));

    [TestCase("usr/share/clang/clang-format.py")]
    [TestCase("usr/share/emacs/site-lisp/clang-format.el")]
    [TestCase("usr/share/man/man1/clang-14.1.gz")]
    [TestCase("usr/include/clang-c.h")]
    [TestCase("usr/bin/git-clang-format")]
    [TestCase("usr/bin/clangor")]
    public void Other_name_is_no_program_of_the_family(string path) => Assert.That(Named(path, "\u007fELF"u8, Program), Is.Null);

    [Test]
    public void What_nobody_may_execute_is_no_program() => Assert.That(Named("usr/bin/clang", "\u007fELF"u8, Plain), Is.Null);

    [Test]
    public void Completion_that_is_named_like_a_program_is_none() =>
        Assert.That(Named("usr/share/bash-completion/completions/clang-14", "complete -F _clang clang"u8, Program), Is.Null);

    [Test]
    public void Script_of_Debian_is_told_as_a_script()
    {
        var identity = Identify(new(new FilesInMemory()), "clang-format-14", "usr/bin/clang-format-diff-14", "usr/share/clang/clang-format-14/clang-format-diff.py")!;

        Assert.That((identity.Member, identity.Kind, identity.Machine), Is.EqualTo(("clang-format-diff", ClangKind.Script, (string?)null)));
    }

    [Test]
    public void Damaged_program_is_told_with_what_is_wrong() =>
        Assert.That(Named("usr/bin/clang", "\u007fELF\u0001\u0001"u8, Program)!.Warnings.Single(), Does.Contain("after 6 bytes"));

    private static ClangIdentity? Named(string path, ReadOnlySpan<byte> bytes, UnixFileMode mode) =>
        new ClangIdentifier(new FilesInMemory()).Identify(path, mode, new MemoryStream(bytes.ToArray()));

    private static ClangIdentity? Identify(ClangIdentifier clang, string package, string path, string? file = null)
    {
        using var content = File.OpenRead(DebianPackage.File(package, file ?? path));
        return clang.Identify(path, Program, content);
    }
}
