using System.Text;
using Fleetyard.Fuzz.Seeds;
using Fleetyard.Images.Identification;

namespace Fleetyard.Fuzz;

/// <summary>The readers that meet bytes of strangers.</summary>
public static class Readers
{
    private static readonly string[] Symbols = ["OpenSSL_version", "awslc_version_string", "SSLeay_version"];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Reader> All { get; } =
    [
        new("layer", LayerReading.Layer, LayerSeeds.All),
        new("archive", LayerReading.Archive, ArchiveSeeds.All),
        new("elf", Elf, ElfSeeds.All),
        new("ar", Ar, ArSeeds.All),
        new("pkgconfig", PkgConfig, TextSeeds.PkgConfig),
        new("libcrypto", Libcrypto, LibcryptoSeeds),
        new("clang", Clang, ClangSeeds),
        new("reference", RegistryReading.Reference, RegistrySeeds.References),
        new("registry", RegistryReading.Document, RegistrySeeds.Documents),
        new("cache", CacheReading.Read, CacheReading.Seeds),
    ];

    private static void Elf(byte[] input)
    {
        var elf = ElfFile.Read(new MemoryStream(input));
        elf.Defines(Symbols);
        elf.VersionNodes();
    }

    private static void Ar(byte[] input)
    {
        var archive = ArArchive.Read(new MemoryStream(input));
        archive.Defining(Symbols);
        _ = archive.Members().Count();
    }

    private static void PkgConfig(byte[] input)
    {
        var file = PkgConfigFile.Read(new MemoryStream(input));
        _ = (file.Name, file.Description, file.Version, file.Variables);
    }

    private static void Libcrypto(byte[] input)
    {
        string[] paths = ["usr/local/lib/libcrypto.so", "usr/local/lib/pkgconfig/libcrypto.pc"];
        foreach (var path in paths)
        {
            LibcryptoIdentifier.Identify(path, new MemoryStream(input), new SameEverywhere(input));
        }
    }

    /// <summary>The bytes are the program, the library it needs, and the distribution's database.</summary>
    private static void Clang(byte[] input)
    {
        new ClangIdentifier(new SameEverywhere(input)).Identify("usr/bin/clang", UnixFileMode.UserExecute, new MemoryStream(input));
        var needing = new MinimalElf { Needed = "libclang-cpp.so.14", Constants = "nothing" }.Write();
        new ClangIdentifier(new SameEverywhere(input)).Identify("usr/bin/clang-14", UnixFileMode.UserExecute, new MemoryStream(needing));
    }

    private static IEnumerable<(string Name, byte[] Bytes)> LibcryptoSeeds() =>
    [
        .. ElfSeeds.All(), .. ArSeeds.All(), .. TextSeeds.PkgConfig(),
        .. TextSeeds.Versions.Select(text => ($"text {text.Trim('\0')}", new MinimalElf { Constants = text }.Write())),
        ("header", Encoding.ASCII.GetBytes("#define BORINGSSL_API_VERSION 35\n")),
    ];

    private static IEnumerable<(string Name, byte[] Bytes)> ClangSeeds() =>
    [
        .. ElfSeeds.All(), .. TextSeeds.Dpkg(),
        ("launcher", new MinimalElf { Constants = "\0clang\0 version 14.0.6\0" }.Write()),
        ("script", "#!/bin/sh\nexec clang-14\n"u8.ToArray()),
    ];
}
