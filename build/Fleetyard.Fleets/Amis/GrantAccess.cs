using Amazon.EC2.Model;
using Fleetyard.Fleets.Keys;
using Fleetyard.Fleets.Planning;
using Fleetyard.Fleets.Regions;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Waiting;

namespace Fleetyard.Fleets.Amis;

/// <summary>
/// Shares the AMI of each region with the organization that CodeBuild's fleets of the region belong to, with whom the recipe names, and with
/// nobody else; it gets its deprecation date and its protection.
/// </summary>
public sealed class GrantAccess(Waiter waiter) : IFleetStep
{
    private readonly LaunchPermissions permissions = new(waiter);

    /// <inheritdoc/>
    public string Name => "GrantAccess";

    /// <inheritdoc/>
    public async Task<string?> WhySkipAsync(FleetRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.Places.Any(place => run.State.In(place).AmiId is null))
        {
            return null;
        }

        var changes = await SideBySide.RunAsync(run.Places, place => ChangesAsync(run, place, cancellationToken));
        return changes.All(there => there.Count == 0)
            ? string.Join("; ", run.Places.Select(place => $"{string.Join(" and ", LaunchPermissions.Wanted(place, run.Recipe.Ami).Select(who => who.Told))} may launch {run.State.In(place).AmiId} already"))
            : null;
    }

    /// <inheritdoc/>
    public async Task<PlannedStep> PlanAsync(FleetRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var planned = await SideBySide.RunAsync(run.Places, async place => run.State.In(place).AmiId is null
            ? string.Join("; ", LaunchPermissions.Wanted(place, run.Recipe.Ami).Select(who => $"{who.Told} may launch the new AMI"))
            : string.Join("; ", (await ChangesAsync(run, place, cancellationToken)).Select(change => change.What)));
        return new(Name, PlannedAction.Update, string.Join("; ", planned.Where(what => what.Length > 0)));
    }

    /// <inheritdoc/>
    public async Task RunAsync(FleetRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.Places.FirstOrDefault(place => run.State.In(place).AmiId is null) is { } without)
        {
            throw new FleetException($"There is no AMI to share in {without.Region}; run ./build.sh --target=GrantAccess without --exclusive, which makes one first.");
        }

        await SideBySide.RunAsync(run.Places, place => ShareAsync(run, place, cancellationToken));
    }

    private async Task ShareAsync(FleetRun run, Place place, CancellationToken cancellationToken)
    {
        var changes = await ChangesAsync(run, place, cancellationToken);
        await KeyAccess.CheckAsync(place, run.Recipe.Ami, await ImageAsync(run, place, cancellationToken), cancellationToken);
        foreach (var change in changes)
        {
            var intent = run.Intend(Name, place, change.Call, change.What);
            await change.MakeAsync(cancellationToken).AboutAsync($"AMI {run.State.In(place).AmiId}");
            intent.Done();
            place.Log.Say(change.What);
        }
    }

    private async Task<IReadOnlyList<AmiChange>> ChangesAsync(FleetRun run, Place place, CancellationToken cancellationToken)
    {
        var settings = run.Recipe.Ami;
        var image = await ImageAsync(run, place, cancellationToken);
        return
        [
            .. await permissions.ChangesAsync(place, settings, image.ImageId, cancellationToken).AboutAsync($"AMI {image.ImageId}"),
            .. Deprecation.Changes(place, settings.DeprecateAfterDays, image, run.Now),
            .. DeregistrationProtection.Changes(place, settings.DeregistrationProtection, image),
        ];
    }

    private static async Task<Image> ImageAsync(FleetRun run, Place place, CancellationToken cancellationToken)
    {
        var id = run.State.In(place).AmiId!;
        return await AmiFinder.DescribeAsync(place, id, cancellationToken)
            ?? throw new FleetException($"EC2 does not know the AMI {id} of {place.Region} any more; run the same command again, which makes another.");
    }
}
