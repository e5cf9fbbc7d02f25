using Cake.Core;
using Cake.Core.Diagnostics;
using Fleetyard.Build.Clouds;
using Fleetyard.Fleets;
using Fleetyard.Fleets.Inventory;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Waiting;
using Fleetyard.Recipes;

namespace Fleetyard.Build.Runs;

/// <summary>What exists in the regions that were asked for, and how it is cleaned up.</summary>
public sealed class Holdings(CloudSource clouds, Interrupt interrupt)
{
    private readonly List<string> unread = [];
    private RunStore? store;
    private CakeRunLog? log;

    /// <summary>Everything with Fleetyard's tags, each with whether it may go; runs that are not known here are rebuilt of it.</summary>
    /// <exception cref="CakeException">A region could not be read.</exception>
    public async Task<IReadOnlyList<Verdict>> ReadAndRebuildAsync(BuildContext context)
    {
        var verdicts = await ReadAsync(context);
        var settings = new RunSettings { Cloud = clouds.Name, Owner = context.Options.Owner };
        foreach (var recipe in RecipeChoice.Of(context))
        {
            try
            {
                Store(context).Rebuild(recipe, settings, verdicts.Select(verdict => verdict.Resource), Log(context));
            }
            catch (FleetException e)
            {
                context.Log.Warning("{0}", $"Runs of {recipe.Name} that are lost here were not rebuilt: {e.Message}");
            }
        }

        return verdicts;
    }

    /// <summary>Everything with Fleetyard's tags, each with whether it may go. Of all regions, one that cannot be read is told and left out.</summary>
    /// <param name="context">What the user asked for.</param>
    /// <param name="withUnfinished">Whether an instance that an unfinished run may go on with may go too.</param>
    /// <exception cref="CakeException">A region could not be read.</exception>
    public async Task<IReadOnlyList<Verdict>> ReadAsync(BuildContext context, bool withUnfinished = false)
    {
        ArgumentNullException.ThrowIfNull(context);
        var recipes = RecipeChoice.Of(context);
        var cloud = await clouds.OpenAsync(context, recipes, interrupt.Token);
        var runs = Store(context).Instances(clouds.Name, Log(context));
        var regions = await StepFailure.ToldAsync("Listing the regions", () => RegionChoice.OfAsync(context, recipes, cloud, Store(context).States(clouds.Name, Log(context)), interrupt.Token));
        var verdicts = new List<Verdict>();
        foreach (var region in regions)
        {
            try
            {
                var found = await StepFailure.ToldAsync($"Reading {region}", () => new Survey(cloud.In(region), region).ReadAsync(interrupt.Token));
                verdicts.AddRange(Verdict.Of(found, context.Options.Owner, runs, TimeProvider.System.GetUtcNow(), withUnfinished));
            }
            catch (CakeException e) when (context.Options.Regions.Count > 0 && e.ExitCode == ExitCode.CouldNot)
            {
                unread.Add(e.Message);
                context.Log.Warning("{0}", $"{region} is left out: {e.Message}");
            }
        }

        return verdicts;
    }

    /// <summary>Removes what may go.</summary>
    /// <exception cref="CakeException">Some of it could not be removed, or not every region could be read.</exception>
    public async Task RemoveAsync(BuildContext context, IReadOnlyList<Verdict> verdicts)
    {
        ArgumentNullException.ThrowIfNull(context);
        var recipes = RecipeChoice.Of(context);
        var cloud = await clouds.OpenAsync(context, recipes, interrupt.Token);
        var homes = Store(context).States(clouds.Name, Log(context)).ToDictionary(state => state.RunId, state => state.Region);
        var failures = unread.ToList();
        foreach (var region in verdicts.Where(verdict => verdict.MayGo).GroupBy(verdict => verdict.Resource.Region))
        {
            using var locks = new RecipeLocks(Store(context), clouds.Name);
            failures.AddRange(region.Select(verdict => Owning(recipes, homes, verdict.Resource)).Distinct().Select(owning => locks.Take(owning.Recipe, owning.Region)).OfType<string>());
            var cleanup = new Cleanup(cloud.In(region.Key), Log(context), new Waiter(TimeProvider.System));
            failures.AddRange(await StepFailure.ToldAsync("Cleanup", () => cleanup.RunAsync(region.Where(verdict => locks.Has(Owning(recipes, homes, verdict.Resource))), interrupt.Token)));
        }

        if (failures.Count > 0)
        {
            throw new CakeException(ExitCode.CouldNot, $"Not all could be removed; mend it and run the same command again: {string.Join("; ", failures)}");
        }
    }

    private RunStore Store(BuildContext context) => store ??= new(context.Options.RunsFolder, TimeProvider.System);

    private CakeRunLog Log(BuildContext context) => log ??= new(context.Log, "");

    /// <summary>What a command that works on the resource holds the lock of: its recipe in that one's home region, wherever the resource is.</summary>
    private static (string Recipe, string Region) Owning(IReadOnlyList<Recipe> recipes, Dictionary<string, string> homes, Resource resource) => (
        resource.Recipe ?? "",
        recipes.FirstOrDefault(recipe => recipe.Name == resource.Recipe && RecipeChoice.Regions(recipe).Contains(resource.Region))?.Region ?? homes.GetValueOrDefault(resource.RunId ?? "", resource.Region));
}
