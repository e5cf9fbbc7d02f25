using System.Text.RegularExpressions;

namespace Fleetyard.Images.Inventories;

/// <summary>The installation that a path belongs to.</summary>
internal static partial class InstallationPath
{
    /// <summary>The prefix of the folders that the GNU coding standards and the FHS have under it; a folder of one machine is an installation of its own.</summary>
    /// <param name="path">An artifact's absolute path.</param>
    public static string Of(string path)
    {
        var folder = Parent(path);
        if (Name(folder) == "pkgconfig")
        {
            folder = Parent(folder);
        }

        return Triplet().IsMatch(Name(folder)) || !IsPart(Name(folder)) ? folder : Parent(folder);
    }

    private static bool IsPart(string name) => name is "lib" or "lib64" or "lib32" or "libx32" or "bin" or "sbin" or "share" or "libexec";

    private static string Parent(string path) => path.LastIndexOf('/') is var slash and > 0 ? path[..slash] : "/";

    private static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>Debian's multiarch tuples, such as <c>arm-linux-gnueabihf</c>.</summary>
    [GeneratedRegex("^[a-z0-9_]+-(linux|kfreebsd)-[a-z0-9_]+$")]
    private static partial Regex Triplet();
}
