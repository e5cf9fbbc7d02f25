using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Fleetyard.Images.Tests.Identification;

/// <summary>Real packages of Debian, downloaded with apt and unpacked, never installed.</summary>
internal static class DebianPackage
{
    private static readonly ConcurrentDictionary<string, Lazy<(string Folder, string? Fault)>> Unpacked = new();

    private static readonly Lazy<string[]> ForeignOptions = new(PrepareForeign);

    /// <summary>A file of a package; the test is ignored where the package cannot be had.</summary>
    public static string File(string package, string path, string architecture = "amd64") => Path.Combine(Folder(package, architecture), path);

    /// <summary>The folder that a package was unpacked into.</summary>
    public static string Folder(string package, string architecture = "amd64")
    {
        var (folder, fault) = Unpacked.GetOrAdd($"{package}-{architecture}", _ => new(() => Unpack(package, architecture))).Value;
        if (fault is not null)
            Assert.Ignore($"Debian's package {package} ({architecture}) cannot be had here: {fault}");

        return folder;
    }

    private static (string Folder, string? Fault) Unpack(string package, string architecture)
    {
        var folder = Scratch.Folder($"{package}-{architecture}");
        if (architecture == "amd64" && RuntimeInformation.OSArchitecture != Architecture.X64)
            return (folder, "this machine is not amd64");

        string[] options = architecture == "i386" ? ForeignOptions.Value : [];
        var fault = Command.Run(folder, "apt-get", [.. options, "download", package]);
        return (folder, fault ?? Command.Run(folder, "dpkg-deb", "-x", Directory.GetFiles(folder, "*.deb").Single(), folder));
    }

    /// <summary>apt's lists for another architecture live in a root of their own, so that this machine's apt stays as it is.</summary>
    private static string[] PrepareForeign()
    {
        var root = Scratch.Folder("apt-i386");
        Scratch.Folder("apt-i386/lists/partial");
        Scratch.Folder("apt-i386/cache/archives/partial");
        System.IO.File.WriteAllText(Path.Combine(root, "status"), "");
        string[] options =
        [
            "-o", "APT::Architecture=i386", "-o", "APT::Architectures::=i386", "-o", $"Dir::State={root}", "-o", $"Dir::State::lists={root}/lists",
            "-o", $"Dir::State::status={root}/status", "-o", $"Dir::Cache={root}/cache",
        ];

        // A suite that fails leaves the others' lists usable: the download tells.
        Command.Run(root, "apt-get", [.. options, "update"]);
        return options;
    }
}
