using System.Text.RegularExpressions;

namespace Fleetyard.Images.Identification;

/// <summary>The folder of a compiler's own headers, whose name is its version: <c>lib/clang/14.0.6</c>, since 16 the first number alone.</summary>
internal static partial class ClangResourceDirectory
{
    /// <param name="path">The program's path.</param>
    /// <param name="hint">The beginning of the version, from the program's name or its library's; null when neither has one.</param>
    /// <param name="around">The image.</param>
    /// <returns>Null when there is no such folder, or when there are several and nothing tells which.</returns>
    public static ClangVersion? VersionOf(string path, string? hint, ISurroundings around)
    {
        var installation = ImagePath.Installation(path);
        string[] folders =
        [
            ImagePath.Join(installation, "lib/clang"),
            ImagePath.Join(installation, "lib64/clang"),
            $"usr/lib/llvm-{hint}/lib/clang",
            "usr/lib/clang",
            "usr/lib64/clang",
        ];
        return folders.Distinct().Select(folder => In(folder, hint, around)).FirstOrDefault(version => version is not null);
    }

    private static ClangVersion? In(string folder, string? hint, ISurroundings around)
    {
        var versions = around.List(folder).Where(name => Pattern.IsMatch(name) && Fits(name, hint)).OrderByDescending(name => name.Length).ToList();

        // Debian has a symlink of the first number beside the folder of the whole version.
        return versions.Count > 0 && versions.All(version => Fits(versions[0], version))
            ? new(versions[0], [new(EvidenceSource.ResourceDirectory, versions[0], folder)])
            : null;
    }

    private static bool Fits(string version, string? hint) =>
        hint is null || version == hint || version.StartsWith(hint + ".", StringComparison.Ordinal) || hint.StartsWith(version + ".", StringComparison.Ordinal);

    [GeneratedRegex(@"^\d{1,4}(\.\d{1,4}){0,3}$")]
    private static partial Regex Pattern { get; }
}
