using Fleetyard.Images.Inventories;
using Fleetyard.Reports.Tables;
using Spectre.Console;

namespace Fleetyard.Reports.Tests;

internal sealed class TableTests
{
    private static readonly ImageReportInput All = new([Sample.Well(), Sample.Odd(), Sample.Empty()], [new ImageFailure("gone:1", "The Docker engine has no image gone:1.")]);

    [Test]
    public void An_image_is_read_at_a_glance() => Assert.That(new TableReport(80).Write(Sample.Input(Sample.Well())), Is.EqualTo(
        """
        s2n-tls:ubuntu22-gcc11  linux/amd64  7f1c3c8a5b2d
        3 layers, from the Docker engine at unix:///var/run/docker.sock (overlay2)

        libcrypto: 5 in 2 installations
                                     kind       who            machine   size mode layer
          /usr/lib/x86_64-linux-gnu
            libcrypto.so.3           shared     OpenSSL 3.0.2  x86_64  4.5 MB 0755     1
              SONAME libcrypto.so.3
          /usr/local/openssl-3.0
            lib64/libcrypto.a        static     OpenSSL 3.0.20 x86_64  9.1 MB 0644     2
            lib64/libcrypto.so       symlink    OpenSSL 3.0.20 x86_64                  2
              → lib64/libcrypto.so.3
            lib64/libcrypto.so.3     shared     OpenSSL 3.0.20 x86_64  5.1 MB 0755     2
              SONAME libcrypto.so.3
            lib64/pkgconfig/libcrypto.pc
                                     pkg-config OpenSSL 3.0.20          312 B 0644     2

        clang: 5 in 2 installations
                             kind    who    machine   size mode layer
          /usr
            bin/clang        symlink 14.0.6 x86_64                  2
              → lib/llvm-14/bin/clang
            bin/clang-14     symlink 14.0.6 x86_64                  2
              → lib/llvm-14/bin/clang
            bin/clang-format symlink 14.0.6 x86_64                  2
              → lib/llvm-14/bin/clang-format
          /usr/lib/llvm-14
            bin/clang        program 14.0.6 x86_64  133 kB 0755     1
            bin/clang-format program 14.0.6 x86_64  101 kB 0755     1

        layer 1  2b213e2dbd3c  RUN apt-get update && apt-get install --yes clang-14…
        layer 2  3c324f3ece4d  RUN ./codebuild/bin/install_openssl_3_0.sh /usr/loca…

        ✓ as s2n-tls says: 1 check

        """));

    [TestCase(80)]
    [TestCase(120)]
    public void No_line_is_longer_than_there_is_room(int width) =>
        Assert.That(new TableReport(width).Write(All).Split('\n').Where(line => line.Length > width), Is.Empty);

    [TestCase(60)]
    [TestCase(80)]
    public void A_path_is_never_broken(int width)
    {
        var text = new TableReport(width).Write(Sample.Input(Sample.Well()));

        foreach (var installation in Sample.Well().Inventory.Sets.SelectMany(set => set.Installations))
        {
            Assert.That(text, Does.Contain(installation.Path));
            Assert.That(installation.Artifacts.Select(artifact => artifact.Path[(installation.Path.Length + 1)..]).Where(path => !text.Contains(path, StringComparison.Ordinal)), Is.Empty);
        }
    }

    [Test]
    public void A_pipe_and_a_file_get_whole_lines()
    {
        using var pipe = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(pipe) });
        var width = console.Profile.Width;
        TableReport.Write(All, console);

        Assert.Multiple(() =>
        {
            Assert.That(pipe.ToString(), Does.Contain("! finding  usr/share/doc/loop: layer 1: A hard link to nowhere was left out.\n"));
            Assert.That(pipe.ToString(), Does.Contain("✗ version  /usr/local/openssl-3.0/lib64/libcrypto.a: expected OpenSSL 3.0.20, found OpenSSL 3.0.7\n"));
            Assert.That(new TableReport().Write(All), Does.Contain("✗ version  /usr/local/openssl-3.0/lib64/libcrypto.a: expected OpenSSL 3.0.20, found OpenSSL 3.0.7\n"));
            Assert.That(console.Profile.Width, Is.EqualTo(width), "whoever writes next");
        });
    }

    [Test]
    public void One_long_path_does_not_part_the_others_from_their_cells()
    {
        var deep = "/usr/local/" + new string('d', 3000);
        var inventory = Sample.Inventory("deep:1", Sample.Libcrypto(Sample.Installation(
            "/usr/local",
            Sample.File($"{deep}/libcrypto.so", ArtifactKind.Shared, 1, 0, Sample.OpenSsl("3.0.20", ArtifactKind.Shared)),
            Sample.File("/usr/local/libcrypto.a", ArtifactKind.Static, 1, 0, Sample.OpenSsl("3.0.20", ArtifactKind.Static)))));

        var lines = new TableReport().Write(Sample.Input(Sample.Verdict(inventory, null))).Split('\n');

        Assert.That(lines.Single(line => line.Contains("libcrypto.a", StringComparison.Ordinal)), Has.Length.LessThan(200));
    }

    [TestCase("clang-14", "clang", "14.0.6")]
    [TestCase("clang++-14", "clang", "14.0.6")]
    [TestCase("clang-format-14", "clang-format", "14.0.6")]
    [TestCase("clang-cl-14", "clang", "clang 14.0.6")]
    [TestCase("clang-format", "clang", "clang 14.0.6")]
    public void Who_a_program_is_stands_where_its_name_does_not_tell(string file, string program, string expected)
    {
        var identity = new ArtifactIdentity { Kind = ArtifactKind.Program, Implementation = program, Version = "14.0.6", Machine = "x86_64" };
        var set = new SetInventory(ArtifactSet.Clang, [Sample.Installation("/usr", Sample.File("/usr/bin/" + file, ArtifactKind.Program, 1, 0, identity))]);

        var line = new TableReport().Write(Sample.Input(Sample.Verdict(Sample.Inventory("clang:1", set), null))).Split('\n').Single(line => line.Contains("bin/" + file, StringComparison.Ordinal));

        Assert.That(line, Does.Match($"bin/{System.Text.RegularExpressions.Regex.Escape(file)} +program {expected} x86_64"));
    }

    [Test]
    public void What_is_odd_is_marked_and_explained_below()
    {
        var lines = new TableReport(160).Write(Sample.Input(Sample.Odd())).Split('\n');

        Assert.Multiple(() =>
        {
            Assert.That(lines, Has.Some.StartsWith("✗   lib64/libcrypto.a "));
            Assert.That(lines, Has.Some.StartsWith("! /usr/local/openssl-3.0"), "of two identities");
            Assert.That(lines, Has.Some.EqualTo("✗ version  /usr/local/openssl-3.0/lib64/libcrypto.a: expected OpenSSL 3.0.20, found OpenSSL 3.0.7"));
            Assert.That(lines, Has.Some.StartsWith("  told by \"OpenSSL 3.0.7 7 Apr 2026\" (text in .rodata)"));
            Assert.That(lines, Has.Some.StartsWith("✗ missing  /usr/local/boringssl/lib/libcrypto.so"));
            Assert.That(lines, Has.Some.StartsWith("! dangling  /usr/local/awslc/lib/libcrypto.so: "));
            Assert.That(lines, Has.Some.StartsWith("! unknown  /opt/vendor/lib/libcrypto.so.1: "));
            Assert.That(lines, Has.Some.StartsWith("! warning  /usr/local/awslc/lib/pkgconfig/libcrypto.pc: Its Version says 1.1.1"));
            Assert.That(lines, Has.Some.StartsWith("! finding  usr/share/doc/loop: layer 1: "));
        });
    }

    [Test]
    public void Several_images_are_summed_up_and_failures_are_told()
    {
        var text = new TableReport().Write(All);

        Assert.That(text, Does.Contain("gone:1: could not be looked at: The Docker engine has no image gone:1."));
        Assert.That(text, Does.EndWith("\n3 images looked at, 1 found wanting, 1 could not be looked at\n"));
    }

    [Test]
    public void An_image_that_two_recipes_judge_is_one_image()
    {
        var text = new TableReport().Write(Sample.Input(Sample.Odd(), Sample.Odd(), Sample.Well()));

        Assert.That(text, Does.EndWith("\n2 images looked at, 1 found wanting\n"));
    }

    [Test]
    public void A_pipe_gets_no_colour_and_a_terminal_does()
    {
        using var terminal = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.Standard, Out = new AnsiConsoleOutput(terminal) });
        TableReport.Write(All, console);

        Assert.That(terminal.ToString(), Does.Contain('\u001b'));
        Assert.That(new TableReport().Write(All), Does.Not.Contain('\u001b'));
    }
}
