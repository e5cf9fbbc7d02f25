using Cake.Core;
using Cake.Core.Diagnostics;
using Fleetyard.Build.Options;
using Fleetyard.Recipes;
using Fleetyard.Yaml;

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
        if (faults.Count > 0)
        {
            throw new CakeException(ExitCode.CouldNot, string.Join(System.Environment.NewLine, faults));
        }

        foreach (var warning in results.SelectMany(result => result.Warnings).Where(_ => context.Options.Cloud == CloudName.Aws))
        {
            context.Log.Warning("{0}", warning);
        }

        IReadOnlyList<Recipe> recipes = [.. results.Select(result => result.Recipe!)];
        Unique(recipes, recipe => [recipe.Name], name => $"are named {name}");
        Unique(recipes, FleetsOf, fleet => $"want the fleet {fleet}");
        return recipes;
    }

    /// <summary>The recipes to make something of: the owner's guard lets them.</summary>
    /// <exception cref="CakeException">It does not; each breach is a line.</exception>
    public static IReadOnlyList<Recipe> Guarded(BuildContext context)
    {
        var recipes = Of(context);
        Guard(recipes.SelectMany(context.Guard.Breaches));
        return recipes;
    }

    /// <summary>Ends with the breaches of the owner's guard, if there are any.</summary>
    public static void Guard(IEnumerable<string> breaches)
    {
        var lines = breaches.ToList();
        if (lines.Count > 0)
        {
            throw new CakeException(ExitCode.CouldNot, string.Join(System.Environment.NewLine, lines));
        }
    }

    /// <summary>Every region of a recipe, its own first.</summary>
    public static IEnumerable<string> Regions(Recipe recipe) => recipe.OtherRegions.Select(other => other.Region).Prepend(recipe.Region);

    private static IEnumerable<string> FleetsOf(Recipe recipe) =>
        recipe.OtherRegions.Select(other => $"{other.Fleet.Name} in {other.Region}").Prepend($"{recipe.Fleet.Name} in {recipe.Region}");

    /// <summary>Recipes that go side by side must not share what tells them apart.</summary>
    private static void Unique(IReadOnlyList<Recipe> recipes, Func<Recipe, IEnumerable<string>> keys, Func<string, string> told)
    {
        if (recipes.SelectMany(recipe => keys(recipe).Select(key => (Key: key, Recipe: recipe))).GroupBy(one => one.Key, one => one.Recipe).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new CakeException(ExitCode.CouldNot, $"{string.Join(" and ", twice.Select(recipe => recipe.File))} {told(twice.Key)}; change one of them, or choose one of them with --recipe.");
        }
    }
}
