using System.Text.RegularExpressions;
using Cake.Core;
using Fleetyard.Images.Recipes;
using Fleetyard.Recipes;
using Fleetyard.Yaml;

namespace Fleetyard.Build.Runs;

/// <summary>How the recipes that the user asked for were read, those of fleets and those of images.</summary>
/// <param name="Sound">The sound ones, a line each.</param>
/// <param name="Warnings">What is allowed and will most likely not work.</param>
/// <param name="Faults">Every fault, a line each; a breach of the owner's guard is one.</param>
internal sealed partial record RecipeValidation(IReadOnlyList<string> Sound, IReadOnlyList<RecipeFault> Warnings, IReadOnlyList<string> Faults)
{
    /// <summary>Reads them.</summary>
    /// <exception cref="CakeException">There is no such recipe.</exception>
    public static RecipeValidation Of(BuildContext context)
    {
        var folder = Path.Combine(context.Root, "recipes");
        var (fleets, images) = (new RecipeBook(folder), new ImageRecipeBook(folder));
        try
        {
            var fleetResults = fleets.Read(context.Options.Recipes.Where(wanted => fleets.Has(wanted) || !IsOfImages(wanted)));
            var imageResults = images.Read(context.Options.Recipes.Where(IsOfImages));
            return new(
                [
                    .. fleetResults.Where(result => result.Recipe is not null).Select(result => $"{result.File} is sound, fingerprint {result.Recipe!.Fingerprint[..12]}"),
                    .. imageResults.Where(result => result.Recipe is not null).Select(result => $"{result.File} is sound"),
                ],
                [.. fleetResults.SelectMany(result => result.Warnings)],
                [
                    .. fleetResults.SelectMany(result => result.Faults).Concat(imageResults.SelectMany(result => result.Faults)).Select(fault => fault.ToString()),
                    .. fleetResults.Select(result => result.Recipe).OfType<Recipe>().SelectMany(context.Guard.Breaches),
                ]);
        }
        catch (RecipeException fault)
        {
            throw new CakeException(ExitCode.CouldNot, fault.Message);
        }

        bool IsOfImages(string wanted) => images.Has(wanted) || (!fleets.Has(wanted) && HasKeysOfImages(Path.GetFullPath(wanted, context.Root)));
    }

    /// <summary>A file may lie anywhere; its keys tell for what it is.</summary>
    private static bool HasKeysOfImages(string file)
    {
        try
        {
            return File.Exists(file) && File.ReadLines(file).Any(KeyOfImages().IsMatch);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    [GeneratedRegex("^(sets|must|mustNot|nothingElse|symlinksMustResolve) *:")]
    private static partial Regex KeyOfImages();
}
