using Cake.Core;
using Fleetyard.Images.Inventories;
using Fleetyard.Images.Recipes;
using Fleetyard.Images.Verdicts;
using Fleetyard.Yaml;

namespace Fleetyard.Build.Images;

/// <summary>What the user wants of images: what is looked for, what must be there, and which deviations count.</summary>
/// <param name="recipes">The recipes; none if images are only looked at.</param>
/// <param name="failOn">Which deviations count.</param>
internal sealed class ImageExpectations(IReadOnlyList<ImageRecipe> recipes, FailOn failOn)
{
    /// <summary>What is looked for: the recipes' sets, or the usual ones.</summary>
    public IReadOnlyList<ArtifactSet> Sets { get; } = recipes.Count == 0 ? ArtifactSet.Usual : [.. recipes.SelectMany(recipe => recipe.Sets).DistinctBy(set => set.Name)];

    /// <summary>Reads what was asked for.</summary>
    /// <exception cref="CakeException">There is no such recipe, it has faults, or recipes disagree.</exception>
    public static ImageExpectations Of(BuildContext context)
    {
        var recipes = context.ImageOptions.Recipes.Count == 0 ? [] : Recipes(context);
        try
        {
            return new(recipes, context.ImageOptions.FailOn is { } kinds ? FailOn.Parse(kinds) : recipes.Count > 0 ? FailOn.Everything : FailOn.Nothing);
        }
        catch (FormatException fault)
        {
            throw new CakeException(ExitCode.CouldNot, $"--fail-on={context.ImageOptions.FailOn}: {fault.Message}");
        }
    }

    /// <summary>One verdict on an image for each recipe, without recipes one on its symlinks; with the deviations that count.</summary>
    public IEnumerable<ImageVerdict> Judge(ImageInventory inventory) =>
        (recipes.Count == 0 ? [ImageCheck.Check(inventory, null)] : recipes.Select(recipe => ImageCheck.Check(inventory, recipe))).Select(failOn.Only);

    private static IReadOnlyList<ImageRecipe> Recipes(BuildContext context)
    {
        try
        {
            var results = new ImageRecipeBook(Path.Combine(context.Root, "recipes")).Read(context.ImageOptions.Recipes);
            var faults = results.SelectMany(result => result.Faults).ToList();
            return faults.Count == 0
                ? Agreeing([.. results.Select(result => result.Recipe!)])
                : throw new CakeException(ExitCode.CouldNot, string.Join(System.Environment.NewLine, faults));
        }
        catch (RecipeException fault)
        {
            throw new CakeException(ExitCode.CouldNot, fault.Message);
        }
    }

    /// <summary>Recipes that are checked in one look must mean the same by a set's name.</summary>
    private static IReadOnlyList<ImageRecipe> Agreeing(IReadOnlyList<ImageRecipe> recipes)
    {
        var meanings = recipes.SelectMany(recipe => recipe.Sets).GroupBy(set => set.Name);
        var twice = meanings.FirstOrDefault(sets => sets.Select(Meaning).Distinct().Count() > 1);
        return twice is null
            ? recipes
            : throw new CakeException(ExitCode.CouldNot, $"The recipes {string.Join(", ", recipes.Select(recipe => recipe.Name))} mean different things by the set '{twice.Key}'; check them one after the other, or rename one set.");
    }

    private static string Meaning(ArtifactSet set) => string.Join('\n', [set.Family.ToString(), .. set.Patterns, "but", .. set.Except]);
}
