using Cake.Core;
using Fleetyard.Build.Clouds;
using Fleetyard.Fleets.CodeBuild;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Waiting;

namespace Fleetyard.Build.Runs;

/// <summary>Takes the fleets of the recipes that were asked for down.</summary>
public sealed class FleetDeletion(CloudSource clouds, Interrupt interrupt)
{
    /// <summary>Deletes them, side by side, also those in regions that a recipe names no longer.</summary>
    /// <returns>The ARNs of those that were there.</returns>
    /// <exception cref="CakeException">One could not be deleted, or another command works on its recipe.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var recipes = RecipeChoice.Of(context);
        var cloud = await clouds.OpenAsync(context, recipes, interrupt.Token);
        var store = new RunStore(context.Options.RunsFolder, TimeProvider.System);
        var states = store.States(clouds.Name, new CakeRunLog(context.Log, ""));
        using var locks = new RecipeLocks(store, clouds.Name);
        if (recipes.Select(recipe => locks.Take(recipe.Name, recipe.Region)).OfType<string>().FirstOrDefault() is { } busy)
        {
            throw new CakeException(ExitCode.CouldNot, busy);
        }

        var deletion = new DeleteFleet(new Waiter(TimeProvider.System));
        var deleted = await StepFailure.ToldAsync("DeleteFleet", () => Task.WhenAll(recipes.Select(async recipe =>
        {
            var regions = await RegionChoice.OfAsync(context, [recipe], cloud, states, interrupt.Token);
            return await deletion.RunAsync(recipe, regions, context.Options.Owner, cloud.In, new CakeRunLog(context.Log, recipes.Count > 1 ? $"[{recipe.Name}] " : ""), interrupt.Token);
        })));
        return [.. deleted.SelectMany(arns => arns)];
    }
}
