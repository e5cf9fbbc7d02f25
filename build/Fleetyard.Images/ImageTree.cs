using Fleetyard.Images.Tree;

namespace Fleetyard.Images;

/// <summary>The merged view of an image's layers: what a container of it would see.</summary>
public sealed class ImageTree
{
    private readonly Node root;

    internal ImageTree(Node root) => this.root = root;

    /// <summary>All entries, each directory before what it holds, names in the order of their bytes; the root itself is not among them.</summary>
    public IEnumerable<ImageEntry> Entries
    {
        get
        {
            var open = new Stack<(string Directory, IEnumerator<Node> Held)>([("/", root.Children.GetEnumerator())]);
            while (open.TryPeek(out var at))
            {
                if (!at.Held.MoveNext())
                {
                    open.Pop();
                    continue;
                }

                var node = at.Held.Current;
                var path = at.Directory + node.Name;
                yield return new ImageEntry(node, path);
                if (node.Row.FirstChild != 0)
                {
                    open.Push((path + '/', node.Children.GetEnumerator()));
                }
            }
        }
    }

    /// <summary>The entry at a path, itself a symlink perhaps; links on the way are followed. Null if there is none.</summary>
    public ImageEntry? Find(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return PathWalk.Follow(root, path, followsLast: false).Node is { } node ? new ImageEntry(node, node.Path) : null;
    }

    /// <summary>Follows a path to its end, inside the image: absolute links begin at the image's root, and <c>..</c> ends there.</summary>
    public ImageResolution Resolve(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var walked = PathWalk.Follow(root, path, followsLast: true);
        return new ImageResolution(walked.Node is { } node ? new ImageEntry(node, walked.Path) : null, walked.Path, walked.Loops);
    }
}
