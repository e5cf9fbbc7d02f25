using Fleetyard.Yaml;

namespace Fleetyard.Recipes;

/// <summary>What reading a recipe file came to: a recipe, or every fault in it.</summary>
/// <param name="File">The file that was read.</param>
/// <param name="Recipe">The recipe, or null where there are faults.</param>
/// <param name="Faults">In the order of their places.</param>
public sealed record RecipeResult(string File, Recipe? Recipe, IReadOnlyList<RecipeFault> Faults)
{
    /// <summary>What is allowed and will most likely not work on AWS, in the order of the places.</summary>
    public IReadOnlyList<RecipeFault> Warnings { get; init; } = [];
}
