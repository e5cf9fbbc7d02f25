using Fleetyard.Yaml;

namespace Fleetyard.Recipes;

/// <summary>A folder of recipes: <c>fleets/*.yml</c> and the <c>scripts</c> that they run.</summary>
/// <param name="folder">Such as <c>recipes</c>.</param>
public sealed class RecipeBook(string folder)
{
    private readonly RecipeFolder fleets = new(Path.Combine(folder, "fleets"));

    /// <summary>The names of the fleet recipes, sorted.</summary>
    public IReadOnlyList<string> Names => fleets.Names;

    /// <summary>Whether a name, a glob or the path of a file means a recipe of this book.</summary>
    public bool Has(string wanted) => fleets.Has(wanted);

    /// <summary>Reads what was asked for, each file once, in the order asked.</summary>
    /// <param name="wanted">Names, globs such as <c>ktls-*</c>, or paths of files.</param>
    /// <exception cref="RecipeException">There is no such recipe; the message names the nearest.</exception>
    public IReadOnlyList<RecipeResult> Read(IEnumerable<string> wanted)
    {
        var reader = new RecipeReader(Path.Combine(folder, "scripts"));
        return [.. fleets.Find(wanted).Select(reader.Read)];
    }
}
