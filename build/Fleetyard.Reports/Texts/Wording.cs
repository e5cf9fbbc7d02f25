using System.Globalization;
using System.Text.RegularExpressions;
using Fleetyard.Images;
using Fleetyard.Images.Identification;
using Fleetyard.Images.Inventories;

namespace Fleetyard.Reports.Texts;

/// <summary>How the reports for people word what the records hold.</summary>
internal static partial class Wording
{
    private static readonly string[] Units = ["B", "kB", "MB", "GB", "TB"];

    /// <summary>A size in units of 1000, as <c>5.1 MB</c>.</summary>
    public static string Size(long bytes)
    {
        double number = bytes;
        var unit = 0;
        for (; number >= 999.5 && unit < Units.Length - 1; unit++)
        {
            number /= 1000;
        }

        return number.ToString(unit > 0 && number < 99.95 ? "0.0" : "0", CultureInfo.InvariantCulture) + " " + Units[unit];
    }

    /// <summary>Permission bits in octal, as <c>0755</c>.</summary>
    public static string Mode(int mode) => Convert.ToString(mode, 8).PadLeft(4, '0');

    /// <summary>A digest's first twelve digits, as docker shows it.</summary>
    public static string ShortDigest(string digest)
    {
        var digits = digest[(digest.IndexOf(':') + 1)..];
        return digits.Length > 12 ? digits[..12] : digits;
    }

    /// <summary>Implementation and version; empty where nothing tells.</summary>
    public static string Who(ArtifactIdentity? identity) => string.Join(' ', new[] { identity?.Implementation, identity?.Version }.OfType<string>());

    /// <summary>The same; the version alone where the file's name says the rest, as <c>clang-format-14</c> does.</summary>
    public static string Who(ArtifactIdentity? identity, string path) =>
        identity is { Version: { } version, Implementation: { } program } && IsNamed(path[(path.LastIndexOf('/') + 1)..], program) ? version : Who(identity);

    /// <summary>The width of addresses in bits; null of what is no binary.</summary>
    public static int? Bits(ElfClass? width) => width switch
    {
        ElfClass.Elf32 => 32,
        ElfClass.Elf64 => 64,
        _ => null,
    };

    /// <summary>The machine; with the width of addresses where its name does not tell, as of an x86_64 with 32.</summary>
    public static string Machine(ArtifactIdentity? identity)
    {
        var machine = identity?.Machine ?? "";
        return Bits(identity?.Class) is { } bits && machine.Contains("64", StringComparison.Ordinal) != (bits == 64) ? $"{machine} {bits}-bit" : machine;
    }

    /// <summary>A path as seen from its installation.</summary>
    public static string Relative(string path, string installation)
    {
        var prefix = installation == "/" ? "/" : installation + "/";
        return path.StartsWith(prefix, StringComparison.Ordinal) ? path[prefix.Length..] : path;
    }

    /// <summary>A target seen from the link's installation; one in another place stays absolute.</summary>
    public static string Target(SymlinkTarget target, string installation) => target.State switch
    {
        SymlinkState.Resolved => Relative(target.Final, installation),
        SymlinkState.Loop => target.Written + " (circle)",
        _ => target.Written + " (nothing there)",
    };

    /// <summary>A piece of evidence in one line, as <c>"OpenSSL 3.0.20 7 Apr 2026" (text in .rodata)</c>.</summary>
    public static string Evidence(Evidence evidence) =>
        $"\"{evidence.Text}\" ({Source(evidence.Source)}{(evidence.Place is { } place ? " in " + place : "")})";

    /// <summary>What made a layer: the history's line without the shell around it.</summary>
    public static string CreatedBy(ImageLayer layer) => (layer.CreatedBy ?? "")
        .Replace("/bin/sh -c #(nop) ", "", StringComparison.Ordinal).Replace("/bin/sh -c ", "RUN ", StringComparison.Ordinal)
        .Replace("RUN RUN ", "RUN ", StringComparison.Ordinal).Trim();

    /// <summary>A count with its noun, as <c>1 image</c>, <c>2 images</c>.</summary>
    public static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>A source's name, as <c>version-node</c>.</summary>
    public static string Source(EvidenceSource source) =>
        string.Concat(source.ToString().Select((letter, at) => char.IsUpper(letter) && at > 0 ? "-" + char.ToLowerInvariant(letter) : char.ToLowerInvariant(letter).ToString()));

    /// <summary>Whether a file has a program's name, or that with a <c>++</c> or a version.</summary>
    private static bool IsNamed(string file, string program) =>
        file.StartsWith(program, StringComparison.Ordinal) && NothingOrVersion().IsMatch(file.AsSpan(program.Length));

    [GeneratedRegex(@"^(\+\+)?(-[0-9.]+)?\z")]
    private static partial Regex NothingOrVersion();
}
