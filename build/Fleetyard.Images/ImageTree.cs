using Fleetyard.Images.Tree;

namespace Fleetyard.Images;

/// <summary>The merged view of an image's layers: what a container of it would see.</summary>
public sealed class ImageTree
{
    private readonly Node root;

    internal ImageTree(Node root) => this.root = root;

    /// <summary>All entries, each directory before what it holds, names in ordinal order; the root itself is not among them.</summary>
    public IEnumerable<ImageEntry> Entries
    {
        get
        {
            var open = new Stack<IEnumerator<Node>>([Held(root)]);
            while (open.TryPeek(out var held))
            {
                if (!held.MoveNext())
                {
                    open.Pop();
                    continue;
                }

                yield return new ImageEntry(held.Current);
                if (held.Current.Children is not null)
                {
                    open.Push(Held(held.Current));
                }
            }
        }
    }

    /// <summary>The entry at a path, itself a symlink perhaps; links on the way are followed. Null if there is none.</summary>
    public ImageEntry? Find(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return PathWalk.Follow(root, path, followsLast: false).Node is { } node ? new ImageEntry(node) : null;
    }

    /// <summary>Follows a path to its end, inside the image: absolute links begin at the image's root, and <c>..</c> ends there.</summary>
    public ImageResolution Resolve(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var walked = PathWalk.Follow(root, path, followsLast: true);
        return new ImageResolution(walked.Node is { } node ? new ImageEntry(node) : null, walked.Path, walked.Loops);
    }

    private static IEnumerator<Node> Held(Node directory) =>
        (directory.Children?.Values.OrderBy(child => child.Name, StringComparer.Ordinal) ?? Enumerable.Empty<Node>()).GetEnumerator();
}
