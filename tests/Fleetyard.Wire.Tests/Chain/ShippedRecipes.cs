using Fleetyard.Recipes;

namespace Fleetyard.Wire.Tests.Chain;

/// <summary>The recipes of the repository.</summary>
internal static class ShippedRecipes
{
    public static IEnumerable<string> Names => Book().Names;

    public static Recipe Read(string name)
    {
        var result = Book().Read([name]).Single();
        return result.Recipe ?? throw new InvalidOperationException(string.Join('\n', result.Faults));
    }

    private static RecipeBook Book() => new(Path.Combine(Repository.Root, "recipes"));
}
