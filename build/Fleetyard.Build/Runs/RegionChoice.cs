using Amazon.EC2.Model;
using Cake.Core.Diagnostics;
using Fleetyard.Build.Clouds;
using Fleetyard.Fleets.Policies;
using Fleetyard.Fleets.Runs;
using Fleetyard.Recipes;

namespace Fleetyard.Build.Runs;

/// <summary>The regions that what exists is looked for in.</summary>
internal static class RegionChoice
{
    /// <summary>Those that <c>--regions</c> names, or the recipes' and those that an earlier run of theirs used; the owner's guard lets all of them.</summary>
    /// <param name="context">What the user asked for.</param>
    /// <param name="recipes">The recipes.</param>
    /// <param name="cloud">The cloud, which knows all regions of the account.</param>
    /// <param name="states">The runs in it that are known here.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static async Task<IReadOnlyList<string>> OfAsync(BuildContext context, IReadOnlyList<Recipe> recipes, ICloud cloud, IReadOnlyList<RunState> states, CancellationToken cancellationToken)
    {
        if (context.Options.Regions.Count > 0 && context.Options.Regions[0] != RecipePolicies.AllRegions)
        {
            RecipeChoice.Guard(context.Options.Regions.Select(context.Guard.RegionBreach).OfType<string>());
            return context.Options.Regions;
        }

        List<string> own = [.. recipes.SelectMany(recipe => RecipeChoice.Regions(recipe).Concat(Former(recipe, states))).Distinct()];
        if (context.Options.Regions.Count > 0)
        {
            var answer = await cloud.In(own[0]).Ec2.DescribeRegionsAsync(new DescribeRegionsRequest(), cancellationToken);
            own = [.. own.Union((answer.Regions ?? []).Select(region => region.RegionName).Order(StringComparer.Ordinal))];
        }

        var barred = own.Where(region => context.Guard.RegionBreach(region) is not null).ToList();
        if (barred.Count > 0)
        {
            context.Log.Information("The owner's guard keeps this command out of {0}.", string.Join(", ", barred));
        }

        return [.. own.Except(barred)];
    }

    /// <summary>The regions of a recipe's runs that it does not name any more, or that it names now in another way.</summary>
    private static IEnumerable<string> Former(Recipe recipe, IReadOnlyList<RunState> states) =>
        states.Where(state => state.Recipe == recipe.Name).SelectMany(state => state.OtherRegions.Keys.Prepend(state.Region));
}
