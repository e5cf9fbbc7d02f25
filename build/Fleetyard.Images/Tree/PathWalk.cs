namespace Fleetyard.Images.Tree;

/// <summary>Follows a path through a tree as Linux does, inside the tree's own root.</summary>
internal static class PathWalk
{
    /// <summary>Linux's own MAXSYMLINKS.</summary>
    public const int MostSymlinks = 40;

    /// <summary>The names of a path, without empty ones and <c>.</c>.</summary>
    public static IEnumerable<string> Names(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(name => name != ".");

    /// <summary>A path without empty names, <c>.</c>, <c>..</c> and outer slashes; empty for the root, null if it climbs out of it.</summary>
    public static string? Canonical(string path)
    {
        // Nearly all paths of a tar are canonical but for "./" before and "/" after.
        var trimmed = (path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path).Trim('/');
        if (!trimmed.Contains("./", StringComparison.Ordinal) && !trimmed.Contains("//", StringComparison.Ordinal) && !trimmed.EndsWith('.'))
        {
            return trimmed;
        }

        var names = new List<string>();
        foreach (var name in Names(path))
        {
            if (name != "..")
            {
                names.Add(name);
                continue;
            }

            if (names.Count == 0)
            {
                return null;
            }

            names.RemoveAt(names.Count - 1);
        }

        return string.Join('/', names);
    }

    /// <summary>Follows a path from the root.</summary>
    /// <param name="root">The root, which no <c>..</c> and no link leads out of.</param>
    /// <param name="path">The path.</param>
    /// <param name="followsLast">Whether a symlink at the end is followed, too.</param>
    /// <param name="missing">Makes a directory that is missing, or returns null: the path ends there.</param>
    public static Walked Follow(Node root, string path, bool followsLast, Func<Node, string, Node?>? missing = null)
    {
        var at = root;
        var links = 0;
        var rest = new Stack<string>(Names(path).Reverse());
        while (rest.TryPop(out var name))
        {
            if (name == "..")
            {
                at = at.Parent ?? at;
                continue;
            }

            var found = at.Child(name);
            if (found is null || (found is { Kind: not (ImageEntryKind.Directory or ImageEntryKind.Symlink) } && rest.Count > 0))
            {
                found = missing?.Invoke(at, name);
            }

            if (found is not { } next)
            {
                return new Walked(null, $"{at.Path.TrimEnd('/')}/{string.Join('/', rest.Prepend(name))}", false);
            }

            if (next.Kind != ImageEntryKind.Symlink || (rest.Count == 0 && !followsLast))
            {
                at = next;
                continue;
            }

            if (++links > MostSymlinks)
            {
                return new Walked(null, next.Path, true);
            }

            at = next.LinkTarget!.StartsWith('/') ? root : at;
            foreach (var step in Names(next.LinkTarget).Reverse())
            {
                rest.Push(step);
            }
        }

        return new Walked(at, at.Path, false);
    }

    /// <summary>Where a path led.</summary>
    /// <param name="Node">What is there, or null.</param>
    /// <param name="Path">The path without links; the last one tried, if nothing is there.</param>
    /// <param name="Loops">Whether links lead to each other.</param>
    internal readonly record struct Walked(Node? Node, string Path, bool Loops);
}
