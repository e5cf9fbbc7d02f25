using Fleetyard.Yaml;

namespace Fleetyard.Images.Recipes;

/// <summary>What reading an image recipe's file came to: a recipe, or every fault in it.</summary>
/// <param name="File">The file that was read.</param>
/// <param name="Recipe">The recipe, or null where there are faults.</param>
/// <param name="Faults">In the order of their places.</param>
public sealed record ImageRecipeResult(string File, ImageRecipe? Recipe, IReadOnlyList<RecipeFault> Faults);
