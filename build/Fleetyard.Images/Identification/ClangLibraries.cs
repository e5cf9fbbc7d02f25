namespace Fleetyard.Images.Identification;

/// <summary>The libclang-cpp that a program needs, where the version's text is; each library of an image is read once.</summary>
internal sealed class ClangLibraries(ISurroundings around)
{
    private const string Prefix = "libclang-cpp.so.";

    private readonly Dictionary<string, ClangVersion?> _known = new(StringComparer.Ordinal);

    /// <summary>The version in the name of the needed library, as 14 of libclang-cpp.so.14; null when none is needed.</summary>
    public static string? VersionInName(ElfFile elf) => Needed(elf)?[Prefix.Length..];

    /// <summary>Null when no such library is needed, when it is not where loaders look, or when it does not tell.</summary>
    public ClangVersion? VersionOf(string path, ElfFile elf)
    {
        if (Needed(elf) is not { } library || library.Contains('/', StringComparison.Ordinal))
            return null;

        return Folders(path, elf.Machine).Select(folder => Known(ImagePath.Join(folder, library))).FirstOrDefault(version => version is not null);
    }

    private static string? Needed(ElfFile elf) => elf.Needed.FirstOrDefault(name => name.StartsWith(Prefix, StringComparison.Ordinal));

    /// <summary>The installation's own folders, then those of the distributions' loaders: Debian's triplets, Fedora's lib64, everybody's lib.</summary>
    private static IEnumerable<string> Folders(string path, string machine) => new[]
    {
        ImagePath.Join(ImagePath.Installation(path), "lib"),
        ImagePath.Join(ImagePath.Installation(path), "lib64"),
        "usr/lib/" + Triplet(machine),
        "usr/lib64",
        "usr/lib",
        "usr/local/lib",
        "lib/" + Triplet(machine),
        "lib64",
        "lib",
    }.Distinct();

    /// <summary>Debian's name of a machine's folders (Debian policy, multiarch tuples).</summary>
    private static string Triplet(string machine) => machine switch
    {
        "arm" => "arm-linux-gnueabihf",
        "ppc64le" => "powerpc64le-linux-gnu",
        _ => machine + "-linux-gnu",
    };

    private ClangVersion? Known(string library)
    {
        if (!_known.TryGetValue(library, out var version))
            _known[library] = version = Read(library);

        return version;
    }

    private ClangVersion? Read(string library)
    {
        using var content = around.Open(library);
        try
        {
            return content is null ? null : ClangTexts.Find(ElfFile.Read(content), EvidenceSource.NeededLibrary, library);
        }
        catch (MalformedFileException)
        {
            // The library is no part of what is asked about; where it does not tell, the next source is asked.
            return null;
        }
    }
}
