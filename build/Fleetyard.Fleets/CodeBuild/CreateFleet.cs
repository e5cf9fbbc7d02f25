using Amazon.CodeBuild.Model;
using Fleetyard.Fleets.Planning;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Waiting;

namespace Fleetyard.Fleets.CodeBuild;

/// <summary>Creates the fleet, or brings the one that is there to what the recipe says, and waits until it is active.</summary>
/// <remarks>CreateFleet has no client token: the fleet's name is its idempotency, so it is looked up first.</remarks>
public sealed class CreateFleet(Waiter waiter) : IFleetStep
{
    private readonly FleetStates states = new(waiter);

    /// <inheritdoc/>
    public string Name => "CreateFleet";

    /// <inheritdoc/>
    public async Task<string?> WhySkipAsync(FleetRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.State.AmiId is null || await FleetStates.FindAsync(run, cancellationToken) is not { } there || !FleetStates.IsOurs(there, run.Recipe))
        {
            return null;
        }

        if (there.Status?.StatusCode?.Value != "ACTIVE" || FleetDifferences.Between(FleetRequest.Create(run), there).Count > 0)
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
        return await states.SettledAsync(run, cancellationToken) is { } there
            ? new(Name, PlannedAction.Update, $"fleet {wanted.Name}: {string.Join("; ", FleetDifferences.Between(wanted, there))}")
            : new(Name, PlannedAction.Create, $"fleet {wanted.Name}: {wanted.EnvironmentType}, {wanted.ComputeConfiguration?.InstanceType ?? wanted.ComputeType?.Value}, capacity {wanted.BaseCapacity}");
    }

    /// <inheritdoc/>
    public async Task RunAsync(FleetRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.State.AmiId is null)
        {
            throw new FleetException("There is no AMI for the fleet; run ./build.sh --target=CreateFleet without --exclusive, which makes one first.");
        }

        var wanted = FleetRequest.Create(run);
        var there = await states.SettledAsync(run, cancellationToken);
        if (there?.Status?.StatusCode?.Value == "CREATE_FAILED")
        {
            there = await DeleteFailedAsync(run, there, cancellationToken);
        }

        there ??= await CreateAsync(run, wanted, cancellationToken);
        if (there is not null)
        {
            await UpdateAsync(run, wanted, there, cancellationToken);
        }

        var active = await states.ActiveAsync(run, wanted, cancellationToken);
        run.Learn(Name, state => state with { FleetArn = active.Arn });
        run.Log.Say($"Fleet {active.Name} is ACTIVE: {active.Arn}");
    }

    /// <summary>A fleet that could not be created holds its name and nothing else: it makes room for another.</summary>
    private async Task<Fleet?> DeleteFailedAsync(FleetRun run, Fleet failed, CancellationToken cancellationToken)
    {
        run.Log.Say($"Fleet {failed.Name} is {FleetStates.Told(failed)}; deleting it and creating it anew");
        var intent = run.Intend(Name, "DeleteFleet", failed.Arn!);
        await run.Clients.CodeBuild.DeleteFleetAsync(new DeleteFleetRequest { Arn = failed.Arn }, cancellationToken);
        intent.Done();
        await states.GoneAsync(run, failed.Arn!, cancellationToken);
        return null;
    }

    /// <returns>The fleet of this name where it was there already, as when the answer to an earlier call was lost; else null.</returns>
    private async Task<Fleet?> CreateAsync(FleetRun run, CreateFleetRequest wanted, CancellationToken cancellationToken)
    {
        var intent = run.Intend(Name, "CreateFleet", wanted.Name!);
        run.Log.Say($"Creating fleet {wanted.Name}");
        try
        {
            var answer = await AuthorizedAsync(run, () => run.Clients.CodeBuild.CreateFleetAsync(wanted, CancellationToken.None), cancellationToken);
            intent.Done(answer.Fleet?.Arn);
            return null;
        }
        catch (ResourceAlreadyExistsException)
        {
            return await states.ListedAsync(run, cancellationToken);
        }
    }

    private async Task UpdateAsync(FleetRun run, CreateFleetRequest wanted, Fleet there, CancellationToken cancellationToken)
    {
        var differences = FleetDifferences.Between(wanted, there);
        if (differences.Count == 0 && there.Status?.StatusCode?.Value != "UPDATE_ROLLBACK_FAILED")
        {
            return;
        }

        run.Log.Say($"Updating fleet {there.Name}: {(differences.Count == 0 ? FleetStates.Told(there) : string.Join("; ", differences))}");
        var intent = run.Intend(Name, "UpdateFleet", there.Arn!);
        await AuthorizedAsync(run, () => run.Clients.CodeBuild.UpdateFleetAsync(FleetRequest.Update(wanted, there), CancellationToken.None), cancellationToken);
        intent.Done();
        await states.TakenUpAsync(run, wanted, there, cancellationToken);
    }

    /// <summary>A role that was made a moment ago is refused until IAM has told CodeBuild of it.</summary>
    private Task<TAnswer> AuthorizedAsync<TAnswer>(FleetRun run, Func<Task<TAnswer>> call, CancellationToken cancellationToken)
        where TAnswer : class =>
        waiter.ForAsync("IAM to let CodeBuild use the fleet's role", TimeSpan.FromMinutes(2), async _ =>
        {
            try
            {
                return await call();
            }
            catch (InvalidInputException e) when (e.Message.Contains("ot authorized to perform", StringComparison.Ordinal))
            {
                run.Log.Progress(e.Message);
                return null;
            }
        }, "check fleet.serviceRole and its policy.", cancellationToken);
}
