using Amazon.CodeBuild.Model;
using Fleetyard.Fleets.Regions;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Waiting;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.CodeBuild;

/// <summary>A fleet's state, and the waits for its next one.</summary>
internal sealed class FleetStates(Waiter waiter)
{
    private const string ActionRequired = "ACTION_REQUIRED";

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(60);

    /// <summary>The fleet of the recipe's name, or null.</summary>
    public static async Task<Fleet?> FindAsync(Place place, CancellationToken cancellationToken)
    {
        var answer = await place.Clients.CodeBuild.BatchGetFleetsAsync(new BatchGetFleetsRequest { Names = [place.Fleet.Name] }, cancellationToken).AboutAsync($"fleet {place.Fleet.Name}");
        return answer.Fleets?.FirstOrDefault();
    }

    public static bool IsOurs(Fleet fleet, Recipe recipe) =>
        fleet.Tags?.Any(tag => tag.Key == Fleets.Tags.Recipe && tag.Value == recipe.Name) == true;

    /// <summary>The state in CodeBuild's own words.</summary>
    public static string Told(Fleet fleet) =>
        $"{fleet.Status?.StatusCode?.Value ?? "in no state"} ({fleet.Status?.Context?.Value ?? "no context"}): {(fleet.Status?.Message ?? "CodeBuild gave no reason").TrimEnd('.')}";

    /// <summary>The fleet of the recipe's name when nothing is under way with it any more, or null where there is none.</summary>
    /// <exception cref="FleetException">It is not ours, or it is being deleted.</exception>
    public async Task<Fleet?> SettledAsync(FleetRun run, Place place, CancellationToken cancellationToken)
    {
        var there = await FindAsync(place, cancellationToken);
        if (there is null)
        {
            return null;
        }

        Check(run, there);
        return IsChanging(there)
            ? await UntilAsync(run, place, fleet => IsChanging(fleet) ? NothingAsked(fleet) : fleet, $"fleet {there.Name} to be done with what is under way", Deadline, cancellationToken)
            : there;
    }

    /// <summary>The fleet whose name was taken a moment ago, as CodeBuild said.</summary>
    /// <exception cref="FleetException">It is not ours, or it is being deleted.</exception>
    public Task<Fleet> ListedAsync(FleetRun run, Place place, string said, CancellationToken cancellationToken) =>
        UntilAsync(run, place, fleet => IsChanging(fleet) ? NothingAsked(fleet) : fleet, $"fleet {place.Fleet.Name}, which is there already ({said}),", Deadline, cancellationToken);

    /// <summary>Waits until an update shows: a fleet that is still ACTIVE with its old values has not heard of it.</summary>
    public Task<Fleet> TakenUpAsync(FleetRun run, Place place, CreateFleetRequest wanted, Fleet before, CancellationToken cancellationToken) =>
        UntilAsync(run, place, fleet => fleet.Status?.StatusCode?.Value != before.Status?.StatusCode?.Value || fleet.LastModified != before.LastModified || FleetDifferences.Between(wanted, fleet).Count == 0 ? fleet : null,
            $"fleet {before.Name} to take up its update", TimeSpan.FromMinutes(10), cancellationToken);

    /// <summary>Waits until the fleet is ACTIVE and as it was asked for.</summary>
    /// <param name="run">The run.</param>
    /// <param name="place">The fleet's region.</param>
    /// <param name="wanted">What it was asked for.</param>
    /// <param name="before">The fleet as it was before an update that it has taken up, or null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="FleetException">It failed, and the message has the fleet's own context and message; or CodeBuild left a field as it was.</exception>
    public Task<Fleet> ActiveAsync(FleetRun run, Place place, CreateFleetRequest wanted, Fleet? before, CancellationToken cancellationToken) => UntilAsync(run, place, fleet => fleet.Status?.StatusCode?.Value switch
    {
        "CREATE_FAILED" => throw new FleetException($"Fleet {fleet.Name} is {Told(fleet)}; mend that and run the same command again, which deletes the failed fleet and creates it anew."),
        "UPDATE_ROLLBACK_FAILED" => throw new FleetException($"Fleet {fleet.Name} is {Told(fleet)}; mend that and run the same command again, which updates it once more."),
        "ACTIVE" when FleetDifferences.Between(wanted, fleet).Count == 0 => fleet,
        "ACTIVE" when fleet.Status!.Context?.Value == "UPDATE_FAILED" => throw new FleetException($"Fleet {fleet.Name} kept its old values, {Told(fleet)}; mend that and run the same command again."),
        "ACTIVE" when before is not null && fleet.LastModified != before.LastModified => throw NotUpdated(fleet, FleetDifferences.Between(wanted, fleet), "it took the update and kept the old value"),

        // What it wanted before an update, that may bring.
        _ when before?.Status?.Context?.Value != ActionRequired || before.Status.Message != fleet.Status?.Message => NothingAsked(fleet),
        _ => null,
    }, $"fleet {place.Fleet.Name} to be active and as the recipe says", Deadline, cancellationToken);

    /// <summary>What to say of a fleet that CodeBuild does not change.</summary>
    public static FleetException NotUpdated(Fleet fleet, IReadOnlyList<string> differences, string said, Exception? inner = null) => new(
        $"CodeBuild does not update fleet {fleet.Name} in {string.Join("; ", differences)} ({said}); if the value is right, delete the fleet with --target=DeleteFleet and run the same command again, which creates it so.", inner);

    /// <summary>Waits until a deleted fleet is gone.</summary>
    public Task GoneAsync(Place place, string arn, CancellationToken cancellationToken) => waiter.ForAsync($"fleet {arn} to be gone", Deadline,
        async token => (await FindAsync(place, token))?.Arn == arn ? null : "gone", "look at it in the CodeBuild console.", cancellationToken);

    private async Task<Fleet> UntilAsync(FleetRun run, Place place, Func<Fleet, Fleet?> done, string what, TimeSpan deadline, CancellationToken cancellationToken)
    {
        var shown = "";
        using var followed = waiter.In(run, place).Fleets.Follow(place.Fleet.Name);
        return await waiter.ForAsync(what, deadline, async token =>
        {
            var fleet = await followed.ReadAsync(token);
            if (fleet is not null)
            {
                Check(run, fleet);
                if (done(fleet) is { } end)
                {
                    return end;
                }
            }

            var status = fleet is null ? "not listed yet" : fleet.Status?.Context is null ? $"{fleet.Status?.StatusCode?.Value}" : Told(fleet);
            if (status != shown)
            {
                place.Log.Progress($"Fleet {place.Fleet.Name}: {shown = status}{run.Left("CreateFleet")}");
            }

            return null;
        }, () => $"its last state was {shown}. It may still come: run the same command again.", cancellationToken);
    }

    /// <summary>Goes on with the wait, unless the fleet waits for somebody itself.</summary>
    /// <remarks>CodeBuild's documentation does not explain ACTION_REQUIRED; its message says what is to be done.</remarks>
    private static Fleet? NothingAsked(Fleet fleet) => fleet.Status?.Context?.Value == ActionRequired
        ? throw new FleetException($"Fleet {fleet.Name} is {Told(fleet)}; do what CodeBuild asks for there, and run the same command again.")
        : null;

    private static bool IsChanging(Fleet fleet) => fleet.Status?.StatusCode?.Value is "CREATING" or "UPDATING" or "ROTATING";

    private static void Check(FleetRun run, Fleet fleet)
    {
        if (!IsOurs(fleet, run.Recipe))
        {
            throw new FleetException($"A fleet named {fleet.Name} is there, but not tagged as this recipe's ({Fleets.Tags.Recipe}={run.Recipe.Name}); give the recipe's fleet another name, or delete that one.");
        }

        if (fleet.Status?.StatusCode?.Value is "PENDING_DELETION" or "DELETING")
        {
            throw new FleetException($"Fleet {fleet.Name} is being deleted ({fleet.Status.StatusCode.Value}), and its name is taken until it is gone; run the same command again in some minutes.");
        }
    }
}
