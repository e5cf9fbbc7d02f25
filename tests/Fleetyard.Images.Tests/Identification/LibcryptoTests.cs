using System.Text;
using Fleetyard.Images.Identification;
using static Fleetyard.Images.Identification.LibcryptoImplementation;

namespace Fleetyard.Images.Tests.Identification;

/// <summary>Every implementation, and what misleads about it.</summary>
internal sealed class LibcryptoTests
{
    private static IEnumerable<TestCaseData> Known =>
    [
        new(LibcryptoSources.AwsLc, AwsLc, "5.5.0"),
        new(LibcryptoSources.AwsLcFips, AwsLcFips, "3.1.0"),
        new(LibcryptoSources.LibreSsl, LibreSsl, "3.7.1"),
        new(LibcryptoSources.BoringSsl, BoringSsl, null),
        new(LibcryptoSources.OpenSsl("OpenSSL 1.0.2u  20 Dec 2019", "SSLeay_version"), OpenSsl, "1.0.2u"),
        new(LibcryptoSources.OpenSsl("OpenSSL 1.0.2k-fips  26 Jan 2017", "SSLeay_version"), OpenSsl, "1.0.2k-fips"),
        new(LibcryptoSources.OpenSsl("OpenSSL 1.1.1w  11 Sep 2023"), OpenSsl, "1.1.1w"),
        new(LibcryptoSources.OpenSsl("OpenSSL 1.1.1k  FIPS 25 Mar 2021"), OpenSsl, "1.1.1k"),
        new(LibcryptoSources.OpenSsl("OpenSSL 3.5.0-dev xx XXX xxxx"), OpenSsl, "3.5.0-dev"),
        new(LibcryptoSources.OpenSsl("OpenSSL 3.0.20 7 Apr 2026") + "const char *origin(void) { return \"not BoringSSL\"; }\n", OpenSsl, "3.0.20"),
        new("const char *OpenSSL_version(int which) { return \"nothing\"; }\n", OpenSsl, null),
        new("int SSLeay_version(void) { return 1; } int OpenSSL_version(void) { return 1; }\n", LibreSsl, null),
        new("const char *crypto(void) { return \"OpenSSL FIPS Object Module 2.0.16  25 Mar 2021\"; }\n", Unknown, null),
    ];

    [TestCaseSource(nameof(Known))]
    public void Shared_library_is_known_by_its_texts_and_symbols(string source, LibcryptoImplementation implementation, string? version)
    {
        var identity = Identify("usr/local/some/lib/libcrypto.so", Compiled.Shared(source, "libcrypto.so.1.0.0"));

        Assert.That((identity.Implementation, identity.Version), Is.EqualTo((implementation, version)));
        Assert.That(identity.Evidence.Select(evidence => evidence.Text), Does.Contain("libcrypto.so.1.0.0"));
    }

    [TestCaseSource(nameof(Known))]
    public void Static_library_is_known_whether_it_has_a_symbol_index_or_not(string source, LibcryptoImplementation implementation, string? version)
    {
        var indexed = Identify("lib/libcrypto.a", Compiled.Static(source));
        var plain = Identify("lib/libcrypto.a", Compiled.Static(source, "rcS"));

        Assert.That((indexed.Implementation, indexed.Version), Is.EqualTo((implementation, version)));
        Assert.That(plain.Version, Is.EqualTo(version));
        Assert.That(plain.Machine, Is.Not.Null.And.EqualTo(indexed.Machine));
    }

    [Test]
    public void Name_of_AWS_LC_for_distributions_tells_without_anything_else()
    {
        var identity = Identify("lib/libcrypto-awslc.so", Compiled.Shared("int other(void) { return 1; }\n", "libcrypto-awslc.so.0"));

        Assert.That(identity.Implementation, Is.EqualTo(AwsLc));
        Assert.That(identity.Evidence, Is.EqualTo(new[] { new Evidence(EvidenceSource.Soname, "libcrypto-awslc.so.0") }));
    }

    [Test]
    public void Library_without_a_section_table_is_known_by_what_is_loaded()
    {
        var bytes = Compiled.Shared(LibcryptoSources.AwsLc, "libcrypto.so");
        bytes.AsSpan(40, 8).Clear();
        bytes.AsSpan(60, 4).Clear();

        var identity = Identify("lib/libcrypto.so", bytes);

        Assert.That((identity.Implementation, identity.Version, identity.Soname), Is.EqualTo((AwsLc, "5.5.0", "libcrypto.so")));
    }

    [Test]
    public void Thin_archive_says_that_its_members_are_elsewhere()
    {
        var identity = Identify("lib/libcrypto.a", Compiled.Static(LibcryptoSources.AwsLc, "rcsT"));

        Assert.That(identity.Implementation, Is.EqualTo(AwsLc));
        Assert.That(identity.Warnings.Single(), Does.Contain("thin archive"));
    }

    [Test]
    public void Api_version_in_the_header_stands_in_for_the_version_that_BoringSSL_lacks()
    {
        var around = new FilesInMemory { ["usr/local/boringssl/include/openssl/base.h"] = "#define OPENSSL_IS_BORINGSSL\n#define BORINGSSL_API_VERSION 19\n" };

        var identity = Identify("usr/local/boringssl/lib/libcrypto.so", Compiled.Shared(LibcryptoSources.BoringSsl), around);

        Assert.That(identity.Version, Is.EqualTo("API 19"));
        Assert.That(identity.Evidence, Does.Contain(new Evidence(EvidenceSource.Header, "#define BORINGSSL_API_VERSION 19", "usr/local/boringssl/include/openssl/base.h")));
    }

    [Test]
    public void Header_of_the_root_is_none_of_a_library_outside_of_any_lib_folder() =>
        Assert.That(Identify("libcrypto.so", Compiled.Shared(LibcryptoSources.BoringSsl), new FilesInMemory()).Version, Is.Null);

    [Test]
    public void Text_of_compatibility_with_OpenSSL_is_no_evidence()
    {
        var identity = Identify("lib/libcrypto.so", Compiled.Shared(LibcryptoSources.BoringSsl));

        Assert.That(identity.Evidence.Where(evidence => evidence.Source == EvidenceSource.Text).Select(evidence => evidence.Text), Is.EqualTo(new[] { "BoringSSL" }));
    }

    [Test]
    public void Texts_of_several_versions_are_told()
    {
        var source = LibcryptoSources.OpenSsl("OpenSSL 1.1.1w  11 Sep 2023") + "const char *other(void) { return \"OpenSSL 3.0.20 7 Apr 2026\"; }\n";

        var identity = Identify("lib/libcrypto.so", Compiled.Shared(source));

        Assert.That(identity.Warnings.Single(), Does.Contain("several versions of OpenSSL").And.Contain("1.1.1w").And.Contain("3.0.20"));
    }

    [Test]
    public void Index_that_lies_is_told_and_the_members_are_walked()
    {
        var bytes = Compiled.Static(LibcryptoSources.LibreSsl);
        bytes[8 + 60] = 0xff;

        var identity = Identify("lib/libcrypto.a", bytes);

        Assert.That((identity.Implementation, identity.Version), Is.EqualTo((LibreSsl, "3.7.1")));
        Assert.That(identity.Warnings.Single(), Does.Contain("The symbol index claims"));
    }

    [Test]
    public void Object_file_is_no_library()
    {
        var bytes = Compiled.Shared(LibcryptoSources.LibreSsl);
        bytes[16] = 1;

        Assert.That(Identify("lib/libcrypto.o", bytes), Has.Property("Kind").EqualTo(LibcryptoKind.Other)
            .And.Property("Warnings").EqualTo(new[] { "It is an ELF file, but no shared library: its type is Relocatable." }));
    }

    [TestCase("AWS-LC 5.5.0 cryptography library", AwsLc, "5.5.0", "says Version 1.1.1, but this is AWS-LC 5.5.0")]
    [TestCase("AWS-LC FIPS 3.1.0", AwsLcFips, "3.1.0", "says Version 1.1.1, but this is AWS-LC 3.1.0")]
    [TestCase("AWS-LC cryptography library", AwsLc, null, "says Version 1.1.1, but this is AWS-LC, which has no such version")]
    public void Pkg_config_of_AWS_LC_is_not_believed(string description, LibcryptoImplementation implementation, string? version, string warning)
    {
        var identity = Identify("lib/pkgconfig/libcrypto.pc", Encoding.UTF8.GetBytes($"Name: AWS-LC-libcrypto\nDescription: {description}\nVersion: 1.1.1\n"));

        Assert.That((identity.Implementation, identity.Version), Is.EqualTo((implementation, version)));
        Assert.That(identity.Warnings.Single(), Does.Contain(warning));
    }

    [Test]
    public void Pkg_config_of_LibreSSL_tells_its_own_version()
    {
        var identity = Identify("lib/pkgconfig/libcrypto.pc", "Name: LibreSSL-libcrypto\nDescription: LibreSSL cryptography library\nVersion: 3.7.1\n"u8.ToArray());

        Assert.That((identity.Implementation, identity.Version), Is.EqualTo((LibreSsl, "3.7.1")));
    }

    [TestCase("usr/include/libcrypto.h", "#define X", "neither an ELF file")]
    [TestCase("lib/libcrypto.so", "\u007fELF", "class is 0")]
    [TestCase("lib/pkgconfig/libcrypto.pc", "nothing", "not a pkg-config file")]
    [TestCase("lib/libcrypto.a", "!<arch>\nshort", "A member's header should be 60 bytes at 8")]
    public void What_is_damaged_or_something_else_says_so(string path, string text, string warning)
    {
        var identity = Identify(path, Encoding.Latin1.GetBytes(text));

        Assert.That(identity.Warnings.Single(), Does.Contain(warning));
        Assert.That(identity.Implementation, Is.EqualTo(Unknown));
    }

    private static LibcryptoIdentity Identify(string path, byte[] bytes, ISurroundings? around = null) =>
        LibcryptoIdentifier.Identify(path, new MemoryStream(bytes), around);
}
