using Fleetyard.Images.Identification;

namespace Fleetyard.Images.Inventories;

/// <summary>The image around a file that is identified.</summary>
/// <remarks>Identification reads bytes here and there and does not await; whoever searches an image does so on a thread of the pool.</remarks>
internal sealed class Surroundings(ImageContent content, CancellationToken cancellationToken) : ISurroundings
{
    /// <summary>Whether identification may ask for a file beside the one that it identifies.</summary>
    public static bool Matters(string path) =>
        path[(path.LastIndexOf('/') + 1)..].StartsWith("libclang-cpp.so.", StringComparison.Ordinal)
        || path.EndsWith("/include/openssl/base.h", StringComparison.Ordinal)
        || path is "/var/lib/dpkg/status"
        || (path.StartsWith("/var/lib/dpkg/info/", StringComparison.Ordinal) && path.EndsWith(".list", StringComparison.Ordinal) && path.Contains("clang", StringComparison.Ordinal));

    /// <inheritdoc/>
    public Stream? Open(string path) => content.Tree.Resolve('/' + path).Entry is { Kind: ImageEntryKind.File } file ? Open(file) : null;

    /// <inheritdoc/>
    public IEnumerable<string> List(string folder) =>
        content.Tree.Resolve('/' + folder).Entry is { Kind: ImageEntryKind.Directory } directory ? directory.Node.Children.Select(child => child.Name).Order(StringComparer.Ordinal) : [];

    /// <summary>Opens a file that is known.</summary>
    public Stream Open(ImageEntry file) => content.OpenAsync(file, cancellationToken).GetAwaiter().GetResult();
}
