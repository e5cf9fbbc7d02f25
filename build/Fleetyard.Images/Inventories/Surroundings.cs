using System.Security.Cryptography;
using System.Text;
using Fleetyard.Images.Identification;

namespace Fleetyard.Images.Inventories;

/// <summary>The image around a file that is identified; it keeps account of what was looked at.</summary>
/// <remarks>Identification reads bytes here and there and does not await; whoever searches an image does so on a thread of the pool.</remarks>
internal sealed class Surroundings(ImageContent content, CancellationToken cancellationToken) : ISurroundings
{
    private readonly Dictionary<(string Path, bool IsFolder), SurroundingLook> looks = [];
    private readonly Dictionary<(string Path, bool IsFolder), string?> seen = [];

    /// <summary>All that was looked at so far, for any file: what is read once for all of them counts for each.</summary>
    public IReadOnlyList<SurroundingLook> Looks => [.. looks.Values];

    /// <summary>Whether identification may ask for a file beside the one that it identifies.</summary>
    public static bool Matters(string path) =>
        path[(path.LastIndexOf('/') + 1)..].StartsWith("libclang-cpp.so.", StringComparison.Ordinal)
        || path.EndsWith("/include/openssl/base.h", StringComparison.Ordinal)
        || path is "/var/lib/dpkg/status"
        || (path.StartsWith("/var/lib/dpkg/info/", StringComparison.Ordinal) && path.EndsWith(".list", StringComparison.Ordinal) && path.Contains("clang", StringComparison.Ordinal));

    /// <inheritdoc/>
    public Stream? Open(string path)
    {
        looks[(path, false)] = new(path, false, Seen(path, isFolder: false));
        return Find(path, ImageEntryKind.File) is { Node.IsSparse: false } file ? Open(file) : null;
    }

    /// <inheritdoc/>
    public IEnumerable<string> List(string folder)
    {
        looks[(folder, true)] = new(folder, true, Seen(folder, isFolder: true));
        return Names(folder) ?? [];
    }

    /// <summary>Whether a look would see the same here.</summary>
    public bool SeesTheSame(SurroundingLook look) => Seen(look.Path, look.IsFolder) == look.Seen;

    /// <summary>Opens a file that is known.</summary>
    public Stream Open(ImageEntry file) => content.OpenAsync(file, cancellationToken).GetAwaiter().GetResult();

    /// <summary>The image does not change while it is looked at.</summary>
    private string? Seen(string path, bool isFolder)
    {
        if (!seen.TryGetValue((path, isFolder), out var what))
        {
            seen[(path, isFolder)] = what = isFolder ? SeenFolder(path) : SeenFile(path);
        }

        return what;
    }

    /// <summary>A folder may have a million names, and the look is written with every file.</summary>
    private string? SeenFolder(string path) =>
        Names(path) is { } names ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('/', names)))) : null;

    private string? SeenFile(string path) => Find(path, ImageEntryKind.File) is { } file && content.Origin(file) is var origin ? $"{origin.Digest} {origin.Path}" : null;

    private IEnumerable<string>? Names(string folder) => Find(folder, ImageEntryKind.Directory)?.Node.Children.Select(child => child.Name).Order(StringComparer.Ordinal);

    private ImageEntry? Find(string path, ImageEntryKind kind) => content.Tree.Resolve('/' + path).Entry is { } entry && entry.Kind == kind ? entry : null;
}
