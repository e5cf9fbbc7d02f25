using Amazon.CodeBuild.Model;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Waiting;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.CodeBuild;

/// <summary>Takes a recipe's fleet down, with the project that verifies it, and waits until it is gone.</summary>
/// <remarks>The AMI stays: the next CreateFleet uses it again.</remarks>
public sealed class DeleteFleet(Waiter waiter)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(60);

    /// <summary>Deletes it; says so where there is none.</summary>
    /// <returns>The fleet's ARN, or null where there was none.</returns>
    /// <exception cref="FleetException">A fleet of that name is there, but not the recipe's.</exception>
    public async Task<string?> RunAsync(Recipe recipe, CloudClients clients, IRunLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(clients);
        ArgumentNullException.ThrowIfNull(log);
        var name = recipe.Fleet.Name;
        if (await FleetStates.FindAsync(clients, recipe, cancellationToken) is not { } fleet)
        {
            log.Say($"There is no fleet {name} in {recipe.Region}: nothing to do");
            return null;
        }

        if (!FleetStates.IsOurs(fleet, recipe))
        {
            throw new FleetException($"The fleet {name} is not tagged as the recipe's ({Tags.Recipe}={recipe.Name}), so it is left alone; delete it in the CodeBuild console if it may go.");
        }

        await DeleteProjectAsync(clients, fleet.Arn!, recipe, log, cancellationToken);
        if (fleet.Status?.StatusCode?.Value is not ("PENDING_DELETION" or "DELETING"))
        {
            await clients.CodeBuild.DeleteFleetAsync(new DeleteFleetRequest { Arn = fleet.Arn }, cancellationToken);
        }

        log.Say($"Deleting fleet {name}");
        await GoneAsync(clients, recipe, log, cancellationToken);
        log.Say($"Fleet {name} is gone; its AMI {fleet.ImageId} is kept for the next");
        return fleet.Arn;
    }

    private static async Task DeleteProjectAsync(CloudClients clients, string fleetArn, Recipe recipe, IRunLog log, CancellationToken cancellationToken)
    {
        var name = VerifyProject.NameOf(recipe);
        var found = await clients.CodeBuild.BatchGetProjectsAsync(new BatchGetProjectsRequest { Names = [name] }, cancellationToken);
        if (found.Projects?.FirstOrDefault() is { } project && project.Environment?.Fleet?.FleetArn == fleetArn && project.Tags?.Any(tag => tag.Key == Tags.Recipe) == true)
        {
            await clients.CodeBuild.DeleteProjectAsync(new DeleteProjectRequest { Name = name }, cancellationToken);
            log.Say($"Deleted project {name}");
        }
    }

    private async Task GoneAsync(CloudClients clients, Recipe recipe, IRunLog log, CancellationToken cancellationToken)
    {
        var (name, shown) = (recipe.Fleet.Name, "");
        await waiter.ForAsync($"fleet {name} to be gone", Deadline, async token =>
        {
            if (await FleetStates.FindAsync(clients, recipe, token) is not { } fleet)
            {
                return "gone";
            }

            if (fleet.Status?.StatusCode?.Value is { } status && status != shown)
            {
                log.Progress($"Fleet {name}: {shown = status}");
            }

            return null;
        }, "CodeBuild may still be at it: run the same command again.", cancellationToken);
    }
}
