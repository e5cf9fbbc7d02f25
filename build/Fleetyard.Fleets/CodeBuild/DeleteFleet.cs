using Amazon.CodeBuild.Model;
using Fleetyard.Fleets.Inventory;
using Fleetyard.Fleets.Regions;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Waiting;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.CodeBuild;

/// <summary>Takes a recipe's fleet down, with the project that verifies it, and waits until it is gone.</summary>
/// <remarks>The AMI stays: the next CreateFleet uses it again.</remarks>
public sealed class DeleteFleet(Waiter waiter)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(60);

    /// <summary>Deletes it in each of the recipe's regions, side by side; says so where there is none.</summary>
    /// <inheritdoc cref="RunAsync(Recipe, IEnumerable{string}, string, Func{string, CloudClients}, IRunLog, CancellationToken)"/>
    public Task<IReadOnlyList<string>> RunAsync(Recipe recipe, Func<string, CloudClients> clients, IRunLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        return RunAsync(recipe, recipe.OtherRegions.Select(other => other.Region).Prepend(recipe.Region), "", clients, log, cancellationToken);
    }

    /// <summary>Deletes it in some regions, side by side: in one of the recipe's, its fleet; in another, whatever fleets carry the recipe's and the owner's tag. Says so where there is none.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="regions">The regions: no other is touched. Some may be such that the recipe once named.</param>
    /// <param name="owner">Whose fleets go where the recipe names none.</param>
    /// <param name="clients">The clients of a region.</param>
    /// <param name="log">Where is told what happens.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The ARNs of the fleets that were there.</returns>
    /// <exception cref="FleetException">A fleet of that name is there, but not the recipe's.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(Recipe recipe, IEnumerable<string> regions, string owner, Func<string, CloudClients> clients, IRunLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(clients);
        ArgumentNullException.ThrowIfNull(log);
        var asked = regions.ToList();
        var places = Place.Of(recipe, clients, log).Where(place => asked.Contains(place.Region)).ToList();
        var former = await FormerAsync(recipe, asked.Except(places.Select(place => place.Region)), owner, clients, log, cancellationToken);
        if (places.Count + former.Count == 0)
        {
            log.Say($"There is no fleet of {recipe.Name} in {string.Join(", ", asked)}: nothing to do");
            return [];
        }

        var deleted = await SideBySide.RunAsync([.. places, .. former], place => RunAsync(recipe, place, cancellationToken));
        return [.. deleted.OfType<string>()];
    }

    /// <summary>The recipe's fleets in regions that it does not name: what it called them there is not known any more.</summary>
    private static async Task<IReadOnlyList<Place>> FormerAsync(Recipe recipe, IEnumerable<string> regions, string owner, Func<string, CloudClients> clients, IRunLog log, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(regions.Select(async region =>
        {
            var there = clients(region);
            var fleets = await FleetList.ReadAsync(there, cancellationToken);
            return fleets.Where(fleet => FleetStates.IsOurs(fleet, recipe) && fleet.Tags!.Any(tag => tag.Key == Tags.Owner && tag.Value == Tags.Value(owner))).Select(fleet => new Place
            {
                Region = region,
                IsHome = false,
                OrganizationArn = "",
                Fleet = recipe.Fleet with { Name = fleet.Name! },
                Clients = there,
                Log = new RegionLog(log, region),
            });
        }));
        return [.. found.SelectMany(places => places)];
    }

    private async Task<string?> RunAsync(Recipe recipe, Place place, CancellationToken cancellationToken)
    {
        var name = place.Fleet.Name;
        if (await FleetStates.FindAsync(place, cancellationToken) is not { } fleet)
        {
            place.Log.Say($"There is no fleet {name} in {place.Region}: nothing to do");
            return null;
        }

        if (!FleetStates.IsOurs(fleet, recipe))
        {
            throw new FleetException($"The fleet {name} is not tagged as the recipe's ({Tags.Recipe}={recipe.Name}), so it is left alone; delete it in the CodeBuild console if it may go.");
        }

        await DeleteProjectAsync(place, fleet.Arn!, cancellationToken);
        if (fleet.Status?.StatusCode?.Value is not ("PENDING_DELETION" or "DELETING"))
        {
            await place.Clients.CodeBuild.DeleteFleetAsync(new DeleteFleetRequest { Arn = fleet.Arn }, cancellationToken).AboutAsync($"fleet {name}");
        }

        place.Log.Say($"Deleting fleet {name}");
        await GoneAsync(place, cancellationToken);
        place.Log.Say($"Fleet {name} is gone; its AMI {fleet.ImageId} is kept for the next");
        return fleet.Arn;
    }

    private static async Task DeleteProjectAsync(Place place, string fleetArn, CancellationToken cancellationToken)
    {
        var name = VerifyProject.NameOf(place.Fleet);
        var found = await place.Clients.CodeBuild.BatchGetProjectsAsync(new BatchGetProjectsRequest { Names = [name] }, cancellationToken).AboutAsync($"project {name}");
        if (found.Projects?.FirstOrDefault() is { } project && project.Environment?.Fleet?.FleetArn == fleetArn && project.Tags?.Any(tag => tag.Key == Tags.Recipe) == true)
        {
            await place.Clients.CodeBuild.DeleteProjectAsync(new DeleteProjectRequest { Name = name }, cancellationToken).AboutAsync($"project {name}");
            place.Log.Say($"Deleted project {name}");
        }
    }

    private async Task GoneAsync(Place place, CancellationToken cancellationToken)
    {
        var (name, shown) = (place.Fleet.Name, "");
        await waiter.ForAsync($"fleet {name} to be gone", Deadline, async token =>
        {
            if (await FleetStates.FindAsync(place, token) is not { } fleet)
            {
                return "gone";
            }

            if (fleet.Status?.StatusCode?.Value is { } status && status != shown)
            {
                place.Log.Progress($"Fleet {name}: {shown = status}");
            }

            return null;
        }, "CodeBuild may still be at it: run the same command again.", cancellationToken);
    }
}
