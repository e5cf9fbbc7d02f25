using Amazon.CodeBuild.Model;
using Fleetyard.Fleets.Planning;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Waiting;

namespace Fleetyard.Fleets.CodeBuild;

/// <summary>Creates the fleet, or brings the one that is there to what the recipe says, and waits until it is active.</summary>
/// <remarks>CreateFleet has no client token: the fleet's name is its idempotency, so it is looked up first.</remarks>
public sealed class CreateFleet(Waiter waiter) : IFleetStep
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(60);

    /// <inheritdoc/>
    public string Name => "CreateFleet";

    /// <inheritdoc/>
    public async Task<string?> WhySkipAsync(FleetRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.State.AmiId is null || await FindAsync(run, cancellationToken) is not { } there || !IsOurs(there, run))
        {
            return null;
        }

        if (there.Status?.StatusCode?.Value != "ACTIVE" || FleetRequest.Differences(FleetRequest.Create(run), there).Count > 0)
        {
            return null;
        }

        run.Learn(Name, state => state with { FleetArn = there.Arn });
        return $"the fleet {there.Name} is active and as the recipe says";
    }

    /// <inheritdoc/>
    public async Task<PlannedStep> PlanAsync(FleetRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var wanted = FleetRequest.Create(run);
        wanted.ImageId ??= "the new AMI";
        var there = await FindAsync(run, cancellationToken);
        return there is null
            ? new(Name, PlannedAction.Create, $"fleet {wanted.Name}: {wanted.EnvironmentType}, {wanted.ComputeConfiguration?.InstanceType ?? wanted.ComputeType?.Value}, capacity {wanted.BaseCapacity}")
            : IsOurs(there, run)
            ? new(Name, PlannedAction.Update, $"fleet {wanted.Name}: {string.Join("; ", FleetRequest.Differences(wanted, there))}")
            : throw NotOurs(run, there);
    }

    /// <inheritdoc/>
    public async Task RunAsync(FleetRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var wanted = FleetRequest.Create(run);
        var there = await FindAsync(run, cancellationToken);
        if (there is not null && !IsOurs(there, run))
        {
            throw NotOurs(run, there);
        }

        await (there is null ? CreateAsync(run, wanted, cancellationToken) : UpdateAsync(run, wanted, there, cancellationToken));
        var active = await ActiveAsync(run, cancellationToken);
        run.Learn(Name, state => state with { FleetArn = active.Arn });
        run.Log.Say($"Fleet {active.Name} is ACTIVE: {active.Arn}");
    }

    private static FleetException NotOurs(FleetRun run, Fleet there) =>
        new($"A fleet named {there.Name} is there, but not tagged as this recipe's ({Fleets.Tags.Recipe}={run.Recipe.Name}); give the recipe's fleet another name, or delete that one.");

    private async Task CreateAsync(FleetRun run, CreateFleetRequest wanted, CancellationToken cancellationToken)
    {
        run.Intend(Name, "CreateFleet", wanted.Name!);
        await AuthorizedAsync(run, token => run.Clients.CodeBuild.CreateFleetAsync(wanted, token), cancellationToken);
        run.Log.Say($"Creating fleet {wanted.Name}");
    }

    private async Task UpdateAsync(FleetRun run, CreateFleetRequest wanted, Fleet there, CancellationToken cancellationToken)
    {
        var differences = FleetRequest.Differences(wanted, there);
        if (differences.Count == 0)
        {
            return;
        }

        run.Log.Say($"Updating fleet {there.Name}: {string.Join("; ", differences)}");
        run.Intend(Name, "UpdateFleet", there.Arn!);
        await AuthorizedAsync(run, token => run.Clients.CodeBuild.UpdateFleetAsync(FleetRequest.Update(wanted, there.Arn!), token), cancellationToken);
    }

    /// <summary>A role that was made a moment ago is refused until IAM has told CodeBuild of it.</summary>
    private Task<TAnswer> AuthorizedAsync<TAnswer>(FleetRun run, Func<CancellationToken, Task<TAnswer>> call, CancellationToken cancellationToken)
        where TAnswer : class =>
        waiter.ForAsync("IAM to let CodeBuild use the fleet's role", TimeSpan.FromMinutes(2), async token =>
        {
            try
            {
                return await call(token);
            }
            catch (InvalidInputException e) when (e.Message.Contains("ot authorized to perform", StringComparison.Ordinal))
            {
                run.Log.Progress(e.Message);
                return null;
            }
        }, "check fleet.serviceRole and its policy.", cancellationToken);

    private Task<Fleet> ActiveAsync(FleetRun run, CancellationToken cancellationToken)
    {
        var shown = "";
        return waiter.ForAsync($"fleet {run.Recipe.Fleet.Name} to be active", Deadline, async token =>
        {
            var fleet = await FindAsync(run, token);
            var status = fleet?.Status?.StatusCode?.Value ?? "not listed yet";
            if (status == "ACTIVE")
            {
                return fleet;
            }

            if (status is "CREATE_FAILED" or "UPDATE_ROLLBACK_FAILED" or "PENDING_DELETION" or "DELETING")
            {
                throw new FleetException($"Fleet {run.Recipe.Fleet.Name} is {status} ({fleet!.Status!.Context?.Value ?? "no context"}): {fleet.Status.Message ?? "CodeBuild gave no reason"}; mend it, delete the fleet, and run the same command again.");
            }

            if (status != shown)
            {
                run.Log.Progress($"Fleet {run.Recipe.Fleet.Name}: {shown = status}");
            }

            return null;
        }, "it may still come: run the same command again.", cancellationToken);
    }

    private static async Task<Fleet?> FindAsync(FleetRun run, CancellationToken cancellationToken)
    {
        var answer = await run.Clients.CodeBuild.BatchGetFleetsAsync(new BatchGetFleetsRequest { Names = [run.Recipe.Fleet.Name] }, cancellationToken);
        return answer.Fleets?.FirstOrDefault();
    }

    private static bool IsOurs(Fleet fleet, FleetRun run) =>
        fleet.Tags?.Any(tag => tag.Key == Fleets.Tags.Recipe && tag.Value == run.Recipe.Name) == true;
}
