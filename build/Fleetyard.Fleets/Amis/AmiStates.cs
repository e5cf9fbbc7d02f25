using Amazon.EC2;
using Amazon.EC2.Model;
using Fleetyard.Fleets.Regions;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Waiting;

namespace Fleetyard.Fleets.Amis;

/// <summary>Waits for an AMI, and takes one away that came to nothing.</summary>
internal sealed class AmiStates(Waiter waiter)
{
    /// <summary>How long an AMI may be pending while none of its snapshots moves: one that was made in a region, and one that crosses to another.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(60), CopyDeadline = TimeSpan.FromMinutes(180);

    public static string Reason(Image ami) => (ami.StateReason?.Message ?? "EC2 gave no reason").TrimEnd('.');

    /// <summary>The AMI when it is available.</summary>
    /// <exception cref="FleetException">It failed or came no further and was deregistered, or it went away.</exception>
    public async Task<Image> AvailableAsync(FleetRun run, Place place, string step, string id, CancellationToken cancellationToken)
    {
        await ListedAsync(run, place, step, id, cancellationToken);
        try
        {
            var available = await PendingAsync(run, place, step, id, cancellationToken);
            run.Learn(step, place, state => state with { AmiAvailable = true });
            return available;
        }
        catch (WaitedInVainException e)
        {
            // Nobody would ever take it up: kept, it would cost what its snapshots hold.
            await DiscardAsync(run, place, step, id, "came no further", cancellationToken);
            throw new FleetException($"{e.Message} It was deregistered with its snapshots, so the same command makes another.", e);
        }
    }

    private async Task<Image> PendingAsync(FleetRun run, Place place, string step, string id, CancellationToken cancellationToken)
    {
        var shown = "";
        using var followed = waiter.In(run, place).Images.Follow(id);
        using var snapshots = new SnapshotProgress(waiter.In(run, place).Snapshots);
        return await waiter.ForAsync($"AMI {id} to be available", place.IsHome ? Deadline : CopyDeadline, async token =>
        {
            var ami = await followed.ReadAsync(token);
            switch (AwaitedState.ImageAvailable.Of(ami?.State?.Value))
            {
                case true:
                    return ami;
                case null when ami is not null:
                    if (await snapshots.OfAsync(ami, token) is { } progress && progress != shown)
                    {
                        place.Log.Progress($"AMI {id}: snapshot {shown = progress}{run.Left(step)}");
                    }

                    return null;
                case null:
                    run.Learn(step, state => state.WithoutAmi(place));
                    throw new FleetException($"AMI {id} went away before it was available; run the same command again, which makes another.");
                default:
                    await DiscardAsync(run, place, step, id, $"is {ami!.State?.Value}", token);
                    throw new FleetException($"AMI {id} is {ami.State?.Value}: {Reason(ami)}; run the same command again, which makes another.");
            }
        }, () => $"none of its snapshots moved meanwhile{(shown.Length > 0 ? $" ({shown})" : "")}.", () => shown, cancellationToken);
    }

    /// <summary>Deregisters the AMI that an earlier look found failed, if there is one.</summary>
    public static async Task DiscardFailedAsync(FleetRun run, Place place, string step, CancellationToken cancellationToken)
    {
        if (run.State.In(place).FailedAmiId is { } id)
        {
            await DeregisterAsync(place, id, cancellationToken);
            run.Learn(step, place, state => state with { FailedAmiId = null });
            place.Log.Say($"Deregistered AMI {id}, which failed, with its snapshots");
        }
    }

    /// <summary>Deregisters the run's AMI with its snapshots; the run makes another.</summary>
    public static async Task DiscardAsync(FleetRun run, Place place, string step, string id, string why, CancellationToken cancellationToken)
    {
        place.Log.Warning($"The AMI {id} {why}; it is deregistered with its snapshots.");
        run.Learn(step, state => state.WithoutAmi(place));
        run.Learn(step, place, state => state with { FailedAmiId = id });
        await DeregisterAsync(place, id, cancellationToken);
        run.Learn(step, place, state => state with { FailedAmiId = null });
    }

    private static async Task DeregisterAsync(Place place, string id, CancellationToken cancellationToken)
    {
        try
        {
            await place.Clients.Ec2.DeregisterImageAsync(new DeregisterImageRequest { ImageId = id, DeleteAssociatedSnapshots = true }, cancellationToken).AboutAsync($"AMI {id}");
        }
        catch (AmazonEC2Exception e) when (e.ErrorCode is "InvalidAMIID.NotFound" or "InvalidAMIID.Unavailable")
        {
            // EC2 took it away by itself.
        }
    }

    private async Task ListedAsync(FleetRun run, Place place, string step, string id, CancellationToken cancellationToken)
    {
        using var followed = waiter.In(run, place).Images.Follow(id);
        try
        {
            await waiter.ForAsync($"EC2 to list AMI {id}", TimeSpan.FromMinutes(5), followed.ReadAsync, "run the same command again, which makes another.", cancellationToken);
        }
        catch (FleetException)
        {
            run.Learn(step, state => state.WithoutAmi(place));
            throw;
        }
    }
}
