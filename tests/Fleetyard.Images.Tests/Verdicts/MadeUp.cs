using Fleetyard.Images.Identification;
using Fleetyard.Images.Inventories;

namespace Fleetyard.Images.Tests.Verdicts;

/// <summary>Inventories of images that nobody has to build.</summary>
internal static class MadeUp
{
    /// <summary>The tree of the runbook, as its image recipe wants it.</summary>
    public static IReadOnlyList<Artifact> Runbook { get; } =
    [
        .. Libcrypto("/usr/local/openssl-1.0.2/lib", "so.1.0.0", "OpenSSL", "1.0.2u"),
        .. Libcrypto("/usr/local/openssl-3.0/lib64", "so.3", "OpenSSL", "3.0.17"),
        File("/usr/local/boringssl/lib/libcrypto.so", ArtifactKind.Shared, "BoringSSL", version: null),
        File("/usr/local/awslc/lib/libcrypto.a", ArtifactKind.Static, "AWS-LC", "1.60.0"),
        File("/usr/local/awslc/lib/libcrypto.so", ArtifactKind.Shared, "AWS-LC", "1.60.0"),
        .. Libcrypto("/usr/lib/i386-linux-gnu", "so.3", "OpenSSL", "3.5.1", "i386"),
        File("/usr/bin/clang-19", ArtifactKind.Program, "clang", "19.1.7"),
        Link("/usr/bin/clang", "clang-19", File("/usr/bin/clang-19", ArtifactKind.Program, "clang", "19.1.7")),
    ];

    public static ImageInventory Inventory(IEnumerable<Artifact> artifacts) => Inventory(artifacts, ArtifactSet.Usual);

    public static ImageInventory Inventory(IEnumerable<Artifact> artifacts, IReadOnlyList<ArtifactSet> sets) => new()
    {
        Image = "made-up/s2n:tests",
        Id = "sha256:0",
        Platform = "linux/amd64",
        Source = "made up",
        Layers = [],
        Findings = [],
        Sets = [.. sets.Select(set => new SetInventory(set, [.. Installations(artifacts.Where(artifact => set.Matches(artifact.Path)))]))],
    };

    public static Artifact File(string path, ArtifactKind kind, string? implementation, string? version, string? machine = "x86_64") => new()
    {
        Path = path,
        Kind = kind,
        Size = 1,
        Mode = 0b110_100_100,
        Identity = new()
        {
            Kind = kind,
            Machine = kind == ArtifactKind.PkgConfig ? null : machine,
            Class = kind == ArtifactKind.PkgConfig ? null : ElfClass.Elf64,
            Implementation = implementation,
            Version = version,
        },
    };

    public static Artifact Link(string path, string target, Artifact file) => new()
    {
        Path = path,
        Kind = ArtifactKind.Symlink,
        Size = 0,
        Mode = 0b111_111_111,
        Target = new(target, file.Path, SymlinkState.Resolved),
        Identity = file.Identity,
    };

    public static Artifact Dangling(string path, string final, SymlinkState state = SymlinkState.Dangling) => new()
    {
        Path = path,
        Kind = ArtifactKind.Symlink,
        Size = 0,
        Mode = 0b111_111_111,
        Target = new(final, final, state),
    };

    private static Artifact[] Libcrypto(string folder, string ending, string implementation, string version, string machine = "x86_64")
    {
        var shared = File($"{folder}/libcrypto.{ending}", ArtifactKind.Shared, implementation, version, machine);
        return
        [
            File($"{folder}/libcrypto.a", ArtifactKind.Static, implementation, version, machine),
            shared,
            Link($"{folder}/libcrypto.so", $"libcrypto.{ending}", shared),
            File($"{folder}/pkgconfig/libcrypto.pc", ArtifactKind.PkgConfig, implementation, version),
        ];
    }

    private static IEnumerable<Installation> Installations(IEnumerable<Artifact> artifacts) =>
        artifacts.GroupBy(artifact => Prefix(artifact.Path), StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new Installation(group.Key, [.. group.OrderBy(artifact => artifact.Path, StringComparer.Ordinal)]));

    /// <summary>The installation of these paths, which are simple ones.</summary>
    private static string Prefix(string path)
    {
        var folder = path[..path.LastIndexOf('/')].Replace("/pkgconfig", "", StringComparison.Ordinal);
        return folder.EndsWith("-gnu", StringComparison.Ordinal) ? folder : folder[..folder.LastIndexOf('/')] is { Length: > 0 } prefix ? prefix : folder;
    }
}
