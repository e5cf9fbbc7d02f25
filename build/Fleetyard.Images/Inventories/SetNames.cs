namespace Fleetyard.Images.Inventories;

/// <summary>The names that a set looks for.</summary>
internal sealed class SetNames(ArtifactSet set)
{
    private readonly NamePattern[] patterns = [.. set.Patterns.Select(pattern => new NamePattern(pattern))];
    private readonly NamePattern[] except = [.. set.Except.Select(pattern => new NamePattern(pattern))];

    /// <summary>Whether a path is the set's by its name.</summary>
    public bool Match(string path)
    {
        var name = path.AsSpan(path.LastIndexOf('/') + 1);
        return Any(patterns, path, name) && !Any(except, path, name);
    }

    private static bool Any(NamePattern[] patterns, string path, ReadOnlySpan<char> name)
    {
        foreach (var pattern in patterns)
        {
            if (pattern.Matches(pattern.IsOfPath ? path : name))
            {
                return true;
            }
        }

        return false;
    }
}
