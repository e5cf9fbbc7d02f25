using Fleetyard.Images;
using Fleetyard.Images.Identification;
using Fleetyard.Images.Inventories;
using Fleetyard.Images.Verdicts;

namespace Fleetyard.Reports.Tests;

/// <summary>Inventories of made-up images, such as builds of s2n-tls have.</summary>
internal static class Sample
{
    public const string OpenSsl3 = "/usr/local/openssl-3.0";
    public const string AwsLc = "/usr/local/awslc";

    private static readonly ImageLayer[] Layers =
    [
        new("sha256:1a102d1cac2bdd8cc1f0a1b0d41a4a7f4b9e1c0a0a0c3b1f5f3f6a8e2d7c9b01", "sha256:9b2c6b9f0e2b1a5a6f3f8c1d5e7a9b0c2d4e6f8091a3b5c7d9e1f20314253647", "/bin/sh -c #(nop) ADD file:0b7a in /"),
        new("sha256:2b213e2dbd3cee9dd2f1b2c1e52b5b805caf2d1b1b1d4c2061d4a7b9f3e8dac2", null, "RUN /bin/sh -c apt-get update && apt-get install --yes clang-14 libssl-dev"),
        new("sha256:3c324f3ece4dff0ee302c3d2f63c6c916db03e2c2c2e5d3172e5b8ca04f9ebd3", null, "RUN /bin/sh -c ./codebuild/bin/install_openssl_3_0.sh /usr/local/openssl-3.0 linux"),
    ];

    /// <summary>An image as it should be.</summary>
    public static ImageVerdict Well(string image = "s2n-tls:ubuntu22-gcc11", string openSsl = "3.0.20") => Verdict(
        Inventory(image, Libcrypto(
            Installation("/usr/lib/x86_64-linux-gnu", File("/usr/lib/x86_64-linux-gnu/libcrypto.so.3", ArtifactKind.Shared, 4_451_632, 1, OpenSsl("3.0.2", ArtifactKind.Shared, "libcrypto.so.3"))),
            Installation(
                OpenSsl3,
                File($"{OpenSsl3}/lib64/libcrypto.a", ArtifactKind.Static, 9_112_004, 2, OpenSsl(openSsl, ArtifactKind.Static)),
                Link($"{OpenSsl3}/lib64/libcrypto.so", "libcrypto.so.3", $"{OpenSsl3}/lib64/libcrypto.so.3", OpenSsl(openSsl, ArtifactKind.Shared, "libcrypto.so.3")),
                File($"{OpenSsl3}/lib64/libcrypto.so.3", ArtifactKind.Shared, 5_104_880, 2, OpenSsl(openSsl, ArtifactKind.Shared, "libcrypto.so.3")),
                File($"{OpenSsl3}/lib64/pkgconfig/libcrypto.pc", ArtifactKind.PkgConfig, 312, 2, OpenSsl(openSsl, ArtifactKind.PkgConfig) with { PkgConfigVersion = openSsl, Class = null, Machine = null }))),
            Clang()),
        "s2n-tls",
        new Check($"libcrypto in {OpenSsl3}", []));

    /// <summary>An image with one of each thing that is odd.</summary>
    public static ImageVerdict Odd(string image = "s2n-tls:awslc-dev") => Verdict(
        Inventory(image, Libcrypto(
            Installation("/opt/vendor", File("/opt/vendor/lib/libcrypto.so.1", ArtifactKind.Shared, 2_001_000, 2, new ArtifactIdentity { Kind = ArtifactKind.Shared, Class = ElfClass.Elf64, Machine = "aarch64", Implementation = "unknown", Soname = "libcrypto.so.1" })),
            Installation(
                AwsLc,
                File($"{AwsLc}/lib/libcrypto.a", ArtifactKind.Static, 31_112_004, 2, Lc("5.5.0")),
                Link($"{AwsLc}/lib/libcrypto.so", "libcrypto.so.9", $"{AwsLc}/lib/libcrypto.so.9", null) with { Warnings = [$"It is a symlink to {AwsLc}/lib/libcrypto.so.9, which does not exist."] },
                File($"{AwsLc}/lib/pkgconfig/libcrypto.pc", ArtifactKind.PkgConfig, 298, 2, Lc("5.5.0") with
                {
                    Kind = ArtifactKind.PkgConfig,
                    Class = null,
                    Machine = null,
                    PkgConfigVersion = "1.1.1",
                    Evidence = [new(EvidenceSource.PkgConfig, "Version: 1.1.1"), new(EvidenceSource.PkgConfig, "Description: AWS-LC 5.5.0")],
                    Warnings = ["Its Version says 1.1.1; it is AWS-LC 5.5.0."],
                })),
            Installation(
                OpenSsl3,
                File($"{OpenSsl3}/lib64/libcrypto.a", ArtifactKind.Static, 9_112_004, 2, OpenSsl("3.0.7", ArtifactKind.Static)),
                File($"{OpenSsl3}/lib64/libcrypto.so.3", ArtifactKind.Shared, 5_104_880, 2, OpenSsl("3.0.20", ArtifactKind.Shared, "libcrypto.so.3")))),
            Clang()) with
        { Findings = [new ImageFinding(1, "usr/share/doc/loop", "A hard link to nowhere was left out.")] },
        "s2n-tls",
        new Check($"libcrypto in {OpenSsl3}", [new Deviation(DeviationKind.Version, "libcrypto", $"{OpenSsl3}/lib64/libcrypto.a", "OpenSSL 3.0.20", "OpenSSL 3.0.7")]),
        new Check("libcrypto in /usr/local/boringssl", [new Deviation(DeviationKind.Missing, "libcrypto", "/usr/local/boringssl/lib/libcrypto.so", "a shared BoringSSL", "nothing")]),
        new Check($"libcrypto in {AwsLc}", []));

    /// <summary>An image with nothing of what was looked for.</summary>
    public static ImageVerdict Empty(string image = "scratch:1") => Verdict(Inventory(image, Libcrypto()), null);

    /// <summary>An image with one file, everything about which is a text of the caller's.</summary>
    public static ImageVerdict Hostile(string text) => Verdict(
        Inventory("evil:" + text, Libcrypto(Installation("/opt/" + text, File($"/opt/{text}/libcrypto.so", ArtifactKind.Shared, 1, 0, new ArtifactIdentity
        {
            Kind = ArtifactKind.Shared,
            Machine = text,
            Soname = text,
            Implementation = "unknown",
            Version = text,
            Evidence = [new(EvidenceSource.Text, text, text)],
            Warnings = [text],
        }) with
        { Warnings = [text] }))) with
        { Findings = [new ImageFinding(null, text, text)], Source = text, Layers = [new ImageLayer("sha256:" + text, null, text)] },
        text,
        new Check(text, [new Deviation(DeviationKind.Unexpected, text, text, text, text)]));

    public static ImageReportInput Input(params ImageVerdict[] verdicts) => new(verdicts, []);

    public static string Write(this IImageReport report, ImageReportInput input)
    {
        using var text = new StringWriter();
        report.Write(input, text);
        return text.ToString();
    }

    public static ImageVerdict Verdict(ImageInventory inventory, string? recipe, params Check[] checks) => new(inventory, recipe, checks);

    public static ImageInventory Inventory(string image, params SetInventory[] sets) => new()
    {
        Image = image,
        Id = "sha256:7f1c3c8a5b2d9e4f6071829304a5b6c7d8e9f00112233445566778899aabbccd",
        Platform = "linux/amd64",
        Source = "the Docker engine at unix:///var/run/docker.sock (overlay2)",
        Layers = Layers,
        Sets = sets,
        Findings = [],
    };

    public static SetInventory Libcrypto(params Installation[] installations) => new(ArtifactSet.Libcrypto, installations);

    public static Installation Installation(string path, params Artifact[] artifacts) => new(path, artifacts);

    public static Artifact File(string path, ArtifactKind kind, long size, int layer, ArtifactIdentity identity) =>
        new() { Path = path, Kind = kind, Size = size, Mode = kind is ArtifactKind.Static or ArtifactKind.PkgConfig ? 0b110_100_100 : 0b111_101_101, Layer = layer, Identity = identity };

    public static Artifact Link(string path, string written, string final, ArtifactIdentity? identity) => new()
    {
        Path = path,
        Kind = ArtifactKind.Symlink,
        Size = 0,
        Mode = 0b111_111_111,
        Layer = 2,
        Target = new SymlinkTarget(written, final, identity is null ? SymlinkState.Dangling : SymlinkState.Resolved),
        Identity = identity,
    };

    public static ArtifactIdentity OpenSsl(string version, ArtifactKind kind, string? soname = null) => new()
    {
        Kind = kind,
        Class = ElfClass.Elf64,
        Machine = "x86_64",
        Soname = soname,
        Implementation = "OpenSSL",
        Version = version,
        Evidence = [new(EvidenceSource.Text, $"OpenSSL {version} 7 Apr 2026", ".rodata", 3_145_728), new(EvidenceSource.Symbol, "OPENSSL_version_major")],
    };

    private static ArtifactIdentity Lc(string version) => new()
    {
        Kind = ArtifactKind.Static,
        Class = ElfClass.Elf64,
        Machine = "x86_64",
        Implementation = "AWS-LC",
        Version = version,
        Evidence = [new(EvidenceSource.Text, $"AWS-LC {version}", "crypto.c.o")],
    };

    private static SetInventory Clang() => new(ArtifactSet.Clang,
    [
        Installation("/usr",
            Link("/usr/bin/clang", "clang-14", "/usr/lib/llvm-14/bin/clang", ClangOf("clang")),
            Link("/usr/bin/clang-14", "../lib/llvm-14/bin/clang", "/usr/lib/llvm-14/bin/clang", ClangOf("clang")),
            Link("/usr/bin/clang-format", "../lib/llvm-14/bin/clang-format", "/usr/lib/llvm-14/bin/clang-format", ClangOf("clang-format"))),
        Installation("/usr/lib/llvm-14",
            File("/usr/lib/llvm-14/bin/clang", ArtifactKind.Program, 133_032, 1, ClangOf("clang")),
            File("/usr/lib/llvm-14/bin/clang-format", ArtifactKind.Program, 101_264, 1, ClangOf("clang-format"))),
    ]);

    private static ArtifactIdentity ClangOf(string member) => new()
    {
        Kind = ArtifactKind.Program,
        Class = ElfClass.Elf64,
        Machine = "x86_64",
        Implementation = member,
        Version = "14.0.6",
        Evidence = [new(EvidenceSource.NeededLibrary, " version 14.0.6", "libclang-cpp.so.14")],
    };
}
