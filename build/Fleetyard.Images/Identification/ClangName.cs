using System.Text.RegularExpressions;

namespace Fleetyard.Images.Identification;

/// <summary>What the file name of a program of the family says: which one it is, and the version that the name carries, if any.</summary>
internal sealed partial record ClangName(string Member, string? Version)
{
    /// <summary>
    /// The name in a path; null when no program of the family is called so. An ending, as a header's or an editor file's, is no part of a
    /// program's name.
    /// </summary>
    public static ClangName? In(string path)
    {
        var match = Pattern.Match(path[(path.LastIndexOf('/') + 1)..]);
        return match.Success ? new(match.Groups["member"].Value, match.Groups["version"] is { Success: true } version ? version.Value : null) : null;
    }

    /// <summary>A compiler for another machine has its target before its name, as x86_64-linux-gnu-clang-14.</summary>
    [GeneratedRegex(@"^(\w+(-[\w.]+){1,3}-)?(?<member>clang(\+\+|d|(-[a-z]+)+)?)(-(?<version>\d+(\.\d+)*))?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern { get; }
}
