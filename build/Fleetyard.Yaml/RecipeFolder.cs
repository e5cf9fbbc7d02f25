using System.IO.Enumeration;

namespace Fleetyard.Yaml;

/// <summary>A folder of recipe files, which are called by their names without the ending.</summary>
/// <param name="folder">Such as <c>recipes/fleets</c>.</param>
public sealed class RecipeFolder(string folder)
{
    /// <summary>The names of the recipes, sorted.</summary>
    public IReadOnlyList<string> Names =>
        [.. Files().Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    /// <summary>The files of what was asked for, each once, in the order asked.</summary>
    /// <param name="wanted">Names, globs such as <c>ktls-*</c>, or paths of files.</param>
    /// <exception cref="RecipeException">There is no such recipe; the message names the nearest.</exception>
    public IReadOnlyList<string> Find(IEnumerable<string> wanted) => [.. wanted.SelectMany(Find).Distinct()];

    /// <summary>Whether a name, a glob or the path of a file means a recipe of this folder.</summary>
    public bool Has(string wanted) => IsFile(wanted)
        ? Path.GetDirectoryName(Path.GetFullPath(wanted)) == Path.GetFullPath(folder)
        : Matching(wanted).Any();

    private IEnumerable<string> Find(string wanted)
    {
        if (IsFile(wanted))
        {
            return File.Exists(wanted) ? [wanted] : throw new RecipeException($"There is no recipe file '{wanted}'; name a file that is there, or one of {All()}.");
        }

        var found = Matching(wanted).ToList();
        return found.Count > 0 ? found : throw new RecipeException($"There is no recipe '{wanted}'{Instead(wanted)}");
    }

    private static bool IsFile(string wanted) => wanted.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) || wanted.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase);

    private IEnumerable<string> Matching(string wanted) =>
        Files().Where(file => FileSystemName.MatchesSimpleExpression(wanted, Path.GetFileNameWithoutExtension(file))).Order(StringComparer.Ordinal);

    private string Instead(string wanted)
    {
        if (Names.Count == 0)
        {
            return $": {folder} holds none.";
        }

        return Nearest.TryTo(wanted, Names, out var nearest) ? $"; the nearest is '{nearest}' (of {All()})." : $"; name one of {All()}.";
    }

    private string All() => string.Join(", ", Names);

    private IEnumerable<string> Files() => Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.yml") : [];
}
