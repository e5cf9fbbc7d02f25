using Fleetyard.Recipes;

namespace Fleetyard.Wire.Tests.Chain;

/// <summary>The recipes of the repository.</summary>
internal static class ShippedRecipes
{
    /// <summary>Those whose scripts go over AWS's wire; SSH needs an instance that runs.</summary>
    public static IEnumerable<string> Names => Book().Names.Where(name => Read(name).Instance.Remote == RemoteAccess.Ssm);

    public static Recipe Read(string name)
    {
        var result = Book().Read([name]).Single();
        return result.Recipe ?? throw new InvalidOperationException(string.Join('\n', result.Faults));
    }

    private static RecipeBook Book() => new(Path.Combine(Repository.Root, "recipes"));
}
