using Amazon.CodeBuild.Model;
using Fleetyard.Fleets.Inventory;
using Fleetyard.Fleets.Planning;
using Fleetyard.Fleets.Regions;
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
        var reasons = await SideBySide.RunAsync(run.Places, async place =>
            await WhySkipAsync(run, place, cancellationToken) is { } reason && !await RetireAmis.IsDueAsync(run, place, cancellationToken) ? reason : "");
        return reasons.All(reason => reason.Length > 0) ? string.Join("; ", reasons) : null;
    }

    /// <inheritdoc/>
    public async Task<PlannedStep> PlanAsync(FleetRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var planned = (await SideBySide.RunAsync(run.Places, place => PlanAsync(run, place, cancellationToken))).Where(step => step.What.Length > 0).ToList();
        return new(
            Name,
            planned.Any(step => step.Action == PlannedAction.Create) ? PlannedAction.Create : PlannedAction.Update,
            string.Join("; ", planned.Select(step => step.What)));
    }

    /// <inheritdoc/>
    public async Task RunAsync(FleetRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.Places.FirstOrDefault(place => run.State.In(place).AmiId is null) is { } without)
        {
            throw new FleetException($"There is no AMI for the fleet in {without.Region}; run ./build.sh --target=CreateFleet without --exclusive, which makes one first.");
        }

        await SideBySide.RunAsync(run.Places, place => RunAsync(run, place, cancellationToken));
    }

    private async Task<string?> WhySkipAsync(FleetRun run, Place place, CancellationToken cancellationToken)
    {
        if (run.State.In(place).AmiId is null || await FleetStates.FindAsync(place, cancellationToken) is not { } there || !FleetStates.IsOurs(there, run.Recipe))
        {
            return null;
        }

        if (there.Status?.StatusCode?.Value != "ACTIVE" || FleetDifferences.Between(FleetRequest.Create(run, place), there).Count > 0)
        {
            return null;
        }

        run.Learn(Name, place, state => state with { FleetArn = there.Arn });
        return $"the fleet {there.Name} is active and as the recipe says{(run.Others.Count > 0 ? $" in {place.Region}" : "")}";
    }

    private async Task<PlannedStep> PlanAsync(FleetRun run, Place place, CancellationToken cancellationToken)
    {
        var wanted = FleetRequest.Create(run, place);
        wanted.ImageId ??= "the new AMI";
        var where = run.Others.Count > 0 ? $" in {place.Region}" : "";
        var retired = (await RetireAmis.FindAsync(run, place, cancellationToken)).Select(ami => $"AMI {ami.ImageId} ({ami.Name}){where} is deregistered, as ami.keep says").ToList();
        if (await states.SettledAsync(run, place, cancellationToken) is not { } there)
        {
            var made = $"fleet {wanted.Name}{where}: {wanted.EnvironmentType}, {wanted.ComputeConfiguration?.InstanceType ?? wanted.ComputeType?.Value}, capacity {wanted.BaseCapacity}";
            return new(Name, PlannedAction.Create, string.Join("; ", [made, .. retired]));
        }

        var differences = FleetDifferences.Between(wanted, there);
        IEnumerable<string> changed = differences.Count > 0 ? [$"fleet {wanted.Name}{where}: {string.Join("; ", differences)}"] : [];
        return new(Name, PlannedAction.Update, string.Join("; ", [.. changed, .. retired]));
    }

    private async Task RunAsync(FleetRun run, Place place, CancellationToken cancellationToken)
    {
        var wanted = FleetRequest.Create(run, place);
        var there = await states.SettledAsync(run, place, cancellationToken);
        if (there?.Status?.StatusCode?.Value == "CREATE_FAILED")
        {
            there = await DeleteFailedAsync(run, place, there, cancellationToken);
        }

        there ??= await CreateAsync(run, place, wanted, cancellationToken);
        var before = there is null ? null : await UpdateAsync(run, place, wanted, there, cancellationToken);
        var active = await states.ActiveAsync(run, place, wanted, before, cancellationToken);
        run.Learn(Name, place, state => state with { FleetArn = active.Arn });
        place.Log.Say($"Fleet {active.Name} is ACTIVE: {active.Arn}");
        if (active.Status?.Context is not null)
        {
            place.Log.Warning($"Fleet {active.Name} is {FleetStates.Told(active)}; builds may wait for it.");
        }

        await RetireAmis.RunAsync(run, place, Name, cancellationToken);
    }

    /// <summary>A fleet that could not be created holds its name and nothing else: it makes room for another.</summary>
    private async Task<Fleet?> DeleteFailedAsync(FleetRun run, Place place, Fleet failed, CancellationToken cancellationToken)
    {
        place.Log.Say($"Fleet {failed.Name} is {FleetStates.Told(failed)}; deleting it and creating it anew");
        var intent = run.Intend(Name, place, "DeleteFleet", failed.Arn!);
        await place.Clients.CodeBuild.DeleteFleetAsync(new DeleteFleetRequest { Arn = failed.Arn }, cancellationToken).AboutAsync($"fleet {failed.Name}");
        intent.Done();
        await states.GoneAsync(place, failed.Arn!, cancellationToken);
        return null;
    }

    /// <returns>The fleet of this name where it was there already, as when the answer to an earlier call was lost; else null.</returns>
    private async Task<Fleet?> CreateAsync(FleetRun run, Place place, CreateFleetRequest wanted, CancellationToken cancellationToken)
    {
        var intent = run.Intend(Name, place, "CreateFleet", wanted.Name!);
        place.Log.Say($"Creating fleet {wanted.Name}");
        try
        {
            var answer = await AuthorizedAsync(place, () => place.Clients.CodeBuild.CreateFleetAsync(wanted, CancellationToken.None), cancellationToken);
            intent.Done(answer.Fleet?.Arn);
            return null;
        }
        catch (ResourceAlreadyExistsException e)
        {
            return await states.ListedAsync(run, place, AwsErrors.Answer(e), cancellationToken);
        }
    }

    /// <returns>The fleet as it was before the update that it took up, or null where it needed none.</returns>
    private async Task<Fleet?> UpdateAsync(FleetRun run, Place place, CreateFleetRequest wanted, Fleet there, CancellationToken cancellationToken)
    {
        var differences = FleetDifferences.Between(wanted, there);
        if (differences.Count == 0 && there.Status?.StatusCode?.Value != "UPDATE_ROLLBACK_FAILED")
        {
            return null;
        }

        place.Log.Say($"Updating fleet {there.Name}: {(differences.Count == 0 ? FleetStates.Told(there) : string.Join("; ", differences))}");
        var intent = run.Intend(Name, place, "UpdateFleet", there.Arn!);
        try
        {
            await AuthorizedAsync(place, () => place.Clients.CodeBuild.UpdateFleetAsync(FleetRequest.Update(wanted, there), CancellationToken.None), cancellationToken);
            intent.Done();
        }
        catch (InvalidInputException e) when (differences.Count > 0)
        {
            throw FleetStates.NotUpdated(there, differences, AwsErrors.Answer(e), e);
        }

        await states.TakenUpAsync(run, place, wanted, there, cancellationToken);
        return there;
    }

    /// <summary>A role that was made a moment ago is refused until IAM has told CodeBuild of it.</summary>
    private Task<TAnswer> AuthorizedAsync<TAnswer>(Place place, Func<Task<TAnswer>> call, CancellationToken cancellationToken)
        where TAnswer : class
    {
        var said = "";
        return waiter.ForAsync($"IAM to let CodeBuild use the role of fleet {place.Fleet.Name}", TimeSpan.FromMinutes(2), async _ =>
        {
            try
            {
                return await call().AboutAsync($"fleet {place.Fleet.Name}");
            }
            catch (InvalidInputException e) when (e.Message.Contains("ot authorized to perform", StringComparison.Ordinal))
            {
                place.Log.Progress($"Fleet {place.Fleet.Name}: AWS answered {said = AwsErrors.Answer(e)}");
                return null;
            }
        }, () => $"AWS answered {said}; check fleet.serviceRole and its policy.", cancellationToken);
    }
}
