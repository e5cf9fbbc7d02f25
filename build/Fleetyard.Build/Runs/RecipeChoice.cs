using Cake.Core;
using Fleetyard.Recipes;

namespace Fleetyard.Build.Runs;

/// <summary>The recipes that the user asked for.</summary>
internal static class RecipeChoice
{
    /// <summary>What was read, faults and all.</summary>
    public static IReadOnlyList<RecipeResult> Read(BuildContext context)
    {
        try
        {
            return new RecipeBook(Path.Combine(context.Root, "recipes")).Read(context.Options.Recipes);
        }
        catch (RecipeException e)
        {
            throw new CakeException(ExitCode.CouldNot, e.Message);
        }
    }

    /// <summary>The recipes, none of them with a fault.</summary>
    public static IReadOnlyList<Recipe> Of(BuildContext context)
    {
        var results = Read(context);
        var faults = results.SelectMany(result => result.Faults).ToList();
        return faults.Count == 0
            ? [.. results.Select(result => result.Recipe!)]
            : throw new CakeException(ExitCode.CouldNot, string.Join(System.Environment.NewLine, faults));
    }
}
