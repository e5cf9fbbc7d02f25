using Fleetyard.Fleets.Inventory;
using Fleetyard.Fleets.Planning;
using Fleetyard.Fleets.Regions;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Runs;

/// <summary>Finds what a recipe's runs made where nothing of them is known here any more, as when the artifacts folder was lost.</summary>
public sealed class LostRuns(RunStore store)
{
    /// <summary>Writes the lost runs anew, so that the next <see cref="RunStore.Open"/> goes on with the newest; does nothing where a run of the recipe is known.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="settings">Whose runs, and in which cloud.</param>
    /// <param name="clients">The clients of a region.</param>
    /// <param name="log">Where it is told.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <returns>What was found, where it was looked for.</returns>
    /// <exception cref="FleetException">Another command works on the recipe, or it could not be written.</exception>
    public async Task<IReadOnlyList<Resource>> RebuildAsync(Recipe recipe, RunSettings settings, Func<string, CloudClients> clients, IRunLog log, CancellationToken cancellationToken)
    {
        if (await FindAsync(recipe, settings, clients, log, cancellationToken) is not { } found)
        {
            return [];
        }

        store.Rebuild(recipe, settings, found, log);
        return found;
    }

    /// <summary>The lost runs that <see cref="RebuildAsync"/> would write; it writes nothing itself, and asks by clients that refuse what is no read.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="settings">Whose runs, and in which cloud.</param>
    /// <param name="clients">The clients of a region, made for this search alone.</param>
    /// <param name="log">Where it is told.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<IReadOnlyList<RunState>> LookAsync(Recipe recipe, RunSettings settings, Func<string, CloudClients> clients, IRunLog log, CancellationToken cancellationToken) =>
        await FindAsync(recipe, settings, region => LookOnly.Of(clients(region)), log, cancellationToken) is { } found ? store.Lost(recipe, settings, found) : [];

    /// <summary>What the recipe's runs made, or null where a run of it is known.</summary>
    private async Task<IReadOnlyList<Resource>?> FindAsync(Recipe recipe, RunSettings settings, Func<string, CloudClients> clients, IRunLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(settings);
        if (store.Knows(recipe, settings.Cloud))
        {
            return null;
        }

        var there = await SideBySide.RunAsync(Place.Of(recipe, clients, log), place => new Survey(place.Clients, place.Region).ReadAsync(recipe, place.Fleet.Name, cancellationToken));
        return [.. there.SelectMany(resources => resources)];
    }
}
