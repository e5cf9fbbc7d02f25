using System.Text.RegularExpressions;

namespace Fleetyard.Images.Identification;

/// <summary>BoringSSL has no version, but its header counts the changes of its API: the nearest thing to one.</summary>
internal static partial class BoringSslHeader
{
    /// <summary>base.h has some ten thousand bytes.</summary>
    private const int MostBytes = 256 * 1024;

    /// <summary>Reads <c>include/openssl/base.h</c> of the installation: beside the nearest lib folder above.</summary>
    public static IEnumerable<LibcryptoClaim> Claims(string path, ISurroundings around)
    {
        var folders = path.Trim('/').Split('/')[..^1];
        var library = Array.FindLastIndex(folders, folder => folder is "lib" or "lib64" or "lib32" or "libx32");
        if (library < 0)
            yield break;

        var header = string.Join('/', folders[..library].Append("include/openssl/base.h"));
        using var content = around.Open(header);
        if (content is null)
            yield break;

        foreach (var line in BoundedLines.Read(content, MostBytes))
            if (ApiVersion.Match(line) is { Success: true } match)
            {
                var version = "API " + match.Groups["version"].Value;
                yield return new(LibcryptoImplementation.BoringSsl, version, new(EvidenceSource.Header, line.Trim(), header));
                yield break;
            }
    }

    [GeneratedRegex(@"^\s*#\s*define\s+BORINGSSL_API_VERSION\s+(?<version>\d{1,9})\b")]
    private static partial Regex ApiVersion { get; }
}
