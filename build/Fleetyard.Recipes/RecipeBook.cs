using System.IO.Enumeration;

namespace Fleetyard.Recipes;

/// <summary>A folder of recipes: <c>fleets/*.yml</c> and the <c>scripts</c> that they run.</summary>
/// <param name="folder">Such as <c>recipes</c>.</param>
public sealed class RecipeBook(string folder)
{
    /// <summary>The names of the fleet recipes, sorted.</summary>
    public IReadOnlyList<string> Names =>
        [.. Files().Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    /// <summary>Reads what was asked for, each file once, in the order asked.</summary>
    /// <param name="wanted">Names, globs such as <c>ktls-*</c>, or paths of files.</param>
    /// <exception cref="RecipeException">There is no such recipe; the message names the nearest.</exception>
    public IReadOnlyList<RecipeResult> Read(IEnumerable<string> wanted)
    {
        var reader = new RecipeReader(Path.Combine(folder, "scripts"));
        return [.. wanted.SelectMany(Find).Distinct().Select(reader.Read)];
    }

    private IEnumerable<string> Find(string wanted)
    {
        if (wanted.EndsWith(".yml", StringComparison.OrdinalIgnoreCase) || wanted.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase))
        {
            return File.Exists(wanted) ? [wanted] : throw new RecipeException($"There is no recipe file '{wanted}'; name a file that is there, or one of {All()}.");
        }

        var found = Files().Where(file => FileSystemName.MatchesSimpleExpression(wanted, Path.GetFileNameWithoutExtension(file)))
            .Order(StringComparer.Ordinal).ToList();
        return found.Count > 0 ? found : throw new RecipeException($"There is no recipe '{wanted}'{Instead(wanted)}");
    }

    private string Instead(string wanted)
    {
        if (Names.Count == 0)
        {
            return $": {Path.Combine(folder, "fleets")} holds none.";
        }

        return Nearest.TryTo(wanted, Names, out var nearest) ? $"; the nearest is '{nearest}' (of {All()})." : $"; name one of {All()}.";
    }

    private string All() => string.Join(", ", Names);

    private IEnumerable<string> Files()
    {
        var fleets = Path.Combine(folder, "fleets");
        return Directory.Exists(fleets) ? Directory.EnumerateFiles(fleets, "*.yml") : [];
    }
}
