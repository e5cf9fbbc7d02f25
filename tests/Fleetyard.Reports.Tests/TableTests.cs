using Fleetyard.Reports.Tables;
using Spectre.Console;

namespace Fleetyard.Reports.Tests;

internal sealed class TableTests
{
    private static readonly ImageReportInput All = new([Sample.Well(), Sample.Odd(), Sample.Empty()], [new ImageFailure("gone:1", "The Docker engine has no image gone:1.")]);

    [Test]
    public void An_image_is_read_at_a_glance() => Assert.That(new TableReport().Write(Sample.Input(Sample.Well())), Is.EqualTo(
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
                             kind    who                 machine   size mode layer
          /usr
            bin/clang        symlink clang 14.0.6        x86_64                  2
              → lib/llvm-14/bin/clang
            bin/clang-14     symlink clang 14.0.6        x86_64                  2
              → lib/llvm-14/bin/clang
            bin/clang-format symlink clang-format 14.0.6 x86_64                  2
              → lib/llvm-14/bin/clang-format
          /usr/lib/llvm-14
            bin/clang        program clang 14.0.6        x86_64  133 kB 0755     1
            bin/clang-format program clang-format 14.0.6 x86_64  101 kB 0755     1

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
    public void A_pipe_gets_no_colour_and_a_terminal_does()
    {
        using var terminal = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.Standard, Out = new AnsiConsoleOutput(terminal) });
        TableReport.Write(All, console);

        Assert.That(terminal.ToString(), Does.Contain('\u001b'));
        Assert.That(new TableReport().Write(All), Does.Not.Contain('\u001b'));
    }
}
