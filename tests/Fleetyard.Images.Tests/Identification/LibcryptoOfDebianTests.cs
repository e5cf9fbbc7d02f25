using Fleetyard.Images.Identification;

namespace Fleetyard.Images.Tests.Identification;

/// <summary>The libraries that Debian's packages really bring.</summary>
internal sealed class LibcryptoOfDebianTests
{
    [TestCase("amd64", "x86_64", ElfClass.Elf64)]
    [TestCase("i386", "i386", ElfClass.Elf32)]
    public void Shared_OpenSSL_3_is_known_with_machine_version_and_all_its_evidence(string architecture, string machine, ElfClass width)
    {
        var identity = Identify("libssl3", $"usr/lib/{machine}-linux-gnu/libcrypto.so.3", architecture);

        Assert.Multiple(() =>
        {
            Assert.That(identity.Kind, Is.EqualTo(LibcryptoKind.Shared));
            Assert.That(identity.Machine, Is.EqualTo(machine));
            Assert.That(identity.Class, Is.EqualTo(width));
            Assert.That(identity.Soname, Is.EqualTo("libcrypto.so.3"));
            Assert.That(identity.Implementation, Is.EqualTo(LibcryptoImplementation.OpenSsl));
            Assert.That(identity.Version, Does.Match(@"^3\.0\.\d+$"));
            Assert.That(identity.Evidence.Select(evidence => evidence.Text), Is.SupersetOf(
                new[] { "libcrypto.so.3", "OPENSSL_version_major", "OpenSSL_version", "OPENSSL_3.0.0", "OPENSSL_3.0.9" }));
            Assert.That(identity.Warnings, Is.Empty);
        });
    }

    [Test]
    public void Evidence_stands_in_the_file_where_it_says()
    {
        var file = DebianPackage.File("libssl3", "usr/lib/x86_64-linux-gnu/libcrypto.so.3");
        using var content = File.OpenRead(file);
        var text = LibcryptoIdentifier.Identify(file, content).Evidence.Single(evidence => evidence.Source == EvidenceSource.Text);

        content.Position = text.Offset!.Value;
        var bytes = new byte[text.Text.Length];
        content.ReadExactly(bytes);
        Assert.That(System.Text.Encoding.ASCII.GetString(bytes), Is.EqualTo(text.Text).And.StartsWith("OpenSSL 3.0."));
        Assert.That(text.Place, Is.EqualTo(".rodata"));
    }

    [TestCase("amd64", "x86_64")]
    [TestCase("i386", "i386")]
    public void Static_OpenSSL_3_is_known_through_the_symbol_index(string architecture, string machine)
    {
        var identity = Identify("libssl-dev", $"usr/lib/{machine}-linux-gnu/libcrypto.a", architecture);

        Assert.Multiple(() =>
        {
            Assert.That(identity.Kind, Is.EqualTo(LibcryptoKind.Static));
            Assert.That(identity.Machine, Is.EqualTo(machine));
            Assert.That(identity.Implementation, Is.EqualTo(LibcryptoImplementation.OpenSsl));
            Assert.That(identity.Version, Does.Match(@"^3\.0\.\d+$"));
            Assert.That(identity.Evidence.First(evidence => evidence.Source == EvidenceSource.Text).Place, Is.EqualTo("libcrypto-lib-cversion.o"));
        });
    }

    [Test]
    public void Pkg_config_of_OpenSSL_is_believed()
    {
        var identity = Identify("libssl-dev", "usr/lib/x86_64-linux-gnu/pkgconfig/libcrypto.pc");

        Assert.That(identity, Has.Property("Kind").EqualTo(LibcryptoKind.PkgConfig).And.Property("Implementation").EqualTo(LibcryptoImplementation.OpenSsl));
        Assert.That(identity.Version, Does.Match(@"^3\.0\.\d+$"));
        Assert.That(identity.Warnings, Is.Empty);
    }

    [Test]
    public void BoringSSL_of_Android_is_known_and_has_no_version()
    {
        var identity = Identify("android-libboringssl", "usr/lib/x86_64-linux-gnu/android/libcrypto.so.0");

        Assert.That(identity.Implementation, Is.EqualTo(LibcryptoImplementation.BoringSsl));
        Assert.That(identity.Version, Is.Null);
        Assert.That(identity.Evidence.Select(evidence => evidence.Text), Is.SupersetOf(new[] { "BoringSSL", "BORINGSSL_self_test", "FIPS_mode", "libcrypto.so.0" }));
    }

    private static LibcryptoIdentity Identify(string package, string path, string architecture = "amd64")
    {
        using var content = File.OpenRead(DebianPackage.File(package, path, architecture));
        return LibcryptoIdentifier.Identify(path, content);
    }
}
