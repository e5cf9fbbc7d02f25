using Cake.Core;
using Cake.Core.Diagnostics;
using Fleetyard.Build.Clouds;
using Fleetyard.Fleets;
using Fleetyard.Fleets.CodeBuild;
using Fleetyard.Fleets.Inventory;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Waiting;
using Fleetyard.Recipes;

namespace Fleetyard.Build.Runs;

/// <summary>What exists in the regions of the recipes that were asked for, and how it is taken down.</summary>
public sealed class Holdings(CloudSource clouds, Interrupt interrupt)
{
    /// <summary>Everything with Fleetyard's tags, each with whether it may go; runs that are not known here are rebuilt of it.</summary>
    public async Task<IReadOnlyList<Verdict>> ReadAndRebuildAsync(BuildContext context)
    {
        var verdicts = await ReadAsync(context);
        var store = new RunStore(context.Options.RunsFolder, TimeProvider.System);
        var settings = new RunSettings { Cloud = clouds.Name, Owner = context.Options.Owner };
        foreach (var recipe in RecipeChoice.Of(context))
        {
            try
            {
                store.Rebuild(recipe, settings, verdicts.Select(verdict => verdict.Resource), new CakeRunLog(context.Log, ""));
            }
            catch (FleetException e)
            {
                context.Log.Warning("{0}", $"Runs of {recipe.Name} that are lost here were not rebuilt: {e.Message}");
            }
        }

        return verdicts;
    }

    /// <summary>Everything with Fleetyard's tags, each with whether it may go.</summary>
    /// <param name="context">What the user asked for.</param>
    /// <param name="withUnfinished">Whether an instance that an unfinished run may go on with may go too.</param>
    public async Task<IReadOnlyList<Verdict>> ReadAsync(BuildContext context, bool withUnfinished = false)
    {
        ArgumentNullException.ThrowIfNull(context);
        var recipes = RecipeChoice.Of(context);
        var cloud = await clouds.OpenAsync(context, recipes, interrupt.Token);
        var runs = new RunStore(context.Options.RunsFolder, TimeProvider.System).Instances(clouds.Name, new CakeRunLog(context.Log, ""));
        var verdicts = new List<Verdict>();
        foreach (var region in Regions(recipes))
        {
            var found = await new Survey(cloud.In(region), region).ReadAsync(interrupt.Token);
            verdicts.AddRange(Verdict.Of(found, context.Options.Owner, runs, TimeProvider.System.GetUtcNow(), withUnfinished));
        }

        return verdicts;
    }

    /// <summary>Removes what may go.</summary>
    /// <exception cref="CakeException">Some of it could not be removed.</exception>
    public async Task RemoveAsync(BuildContext context, IReadOnlyList<Verdict> verdicts)
    {
        ArgumentNullException.ThrowIfNull(context);
        var recipes = RecipeChoice.Of(context);
        var cloud = await clouds.OpenAsync(context, recipes, interrupt.Token);
        var failures = new List<string>();
        foreach (var region in Regions(recipes))
        {
            var going = verdicts.Where(verdict => verdict.MayGo && verdict.Resource.Region == region).ToList();
            using var locks = new RecipeLocks(new RunStore(context.Options.RunsFolder, TimeProvider.System), clouds.Name);
            failures.AddRange(going.Select(verdict => Owning(recipes, verdict.Resource)).Distinct().Select(owning => locks.Take(owning.Recipe, owning.Region)).OfType<string>());
            var cleanup = new Cleanup(cloud.In(region), new CakeRunLog(context.Log, ""), new Waiter(TimeProvider.System));
            failures.AddRange(await cleanup.RunAsync(going.Where(verdict => locks.Has(Owning(recipes, verdict.Resource))), interrupt.Token));
        }

        if (failures.Count > 0)
        {
            throw new CakeException(ExitCode.CouldNot, $"Not all could be removed; mend it and run the same command again: {string.Join("; ", failures)}");
        }
    }

    /// <summary>Deletes the recipes' fleets.</summary>
    /// <returns>The ARNs of those that were there.</returns>
    public async Task<IReadOnlyList<string>> DeleteFleetsAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var recipes = RecipeChoice.Of(context);
        var cloud = await clouds.OpenAsync(context, recipes, interrupt.Token);
        var deletion = new DeleteFleet(new Waiter(TimeProvider.System));
        using var locks = new RecipeLocks(new RunStore(context.Options.RunsFolder, TimeProvider.System), clouds.Name);
        if (recipes.Select(recipe => locks.Take(recipe.Name, recipe.Region)).OfType<string>().FirstOrDefault() is { } busy)
        {
            throw new CakeException(ExitCode.CouldNot, busy);
        }

        var deleted = await Task.WhenAll(recipes.Select(recipe =>
            deletion.RunAsync(recipe, cloud.In, new CakeRunLog(context.Log, recipes.Count > 1 ? $"[{recipe.Name}] " : ""), interrupt.Token)));
        return [.. deleted.SelectMany(arns => arns)];
    }

    /// <summary>What a command that works on the resource holds the lock of: its recipe in that one's home region, wherever the resource is.</summary>
    private static (string Recipe, string Region) Owning(IReadOnlyList<Recipe> recipes, Resource resource) =>
        (resource.Recipe ?? "", recipes.FirstOrDefault(recipe => recipe.Name == resource.Recipe && RecipeChoice.Regions(recipe).Contains(resource.Region))?.Region ?? resource.Region);

    private static IEnumerable<string> Regions(IReadOnlyList<Recipe> recipes) => recipes.SelectMany(RecipeChoice.Regions).Distinct();
}
