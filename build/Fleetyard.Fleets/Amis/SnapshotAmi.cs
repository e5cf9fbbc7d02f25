using System.Globalization;
using Amazon.EC2;
using Amazon.EC2.Model;
using Fleetyard.Fleets.Instances;
using Fleetyard.Fleets.Planning;
using Fleetyard.Fleets.Provisioning;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Waiting;

namespace Fleetyard.Fleets.Amis;

/// <summary>Cleans the instance up, stops it, makes the AMI of it and terminates it.</summary>
public sealed class SnapshotAmi(ScriptRunner scripts, Waiter waiter) : IFleetStep
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(60);

    /// <inheritdoc/>
    public string Name => "SnapshotAmi";

    /// <inheritdoc/>
    public Task<string?> WhySkipAsync(FleetRun run, CancellationToken cancellationToken) =>
        run is { State: { AmiId: not null, InstanceId: not null } } && !run.Did(Name)
            ? Task.FromResult<string?>(null)
            : AmiFinder.WhyNotMakeAsync(run, Name, cancellationToken);

    /// <inheritdoc/>
    public Task<PlannedStep> PlanAsync(FleetRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        return Task.FromResult(new PlannedStep(Name, PlannedAction.Create, $"AMI {AmiName(run)}; the instance is terminated"));
    }

    /// <inheritdoc/>
    public async Task RunAsync(FleetRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var name = AmiName(run);
        var id = run.State.AmiId ?? (await FindAsync(run, name, cancellationToken))?.ImageId ?? await MakeAsync(run, name, cancellationToken);
        run.Learn(Name, state => state with { AmiId = id });
        await AvailableAsync(run, id, cancellationToken);
        run.Log.Say($"AMI {id} ({name}) is available");
        await InstanceStates.TerminateAsync(run, Name, cancellationToken);
    }

    private async Task<string> MakeAsync(FleetRun run, string name, CancellationToken cancellationToken)
    {
        var instance = run.State.InstanceId ?? throw new FleetException("There is no instance to make an AMI of; run ./build.sh --target=SnapshotAmi, which prepares one first.");
        if ((await InstanceStates.FindAsync(run, instance, cancellationToken))?.State.Name.Value == "running")
        {
            await scripts.RunAsync(run, Name, run.Recipe.Scripts.SnapshotAmi, cancellationToken);
        }

        await InstanceStates.StopAsync(run, instance, waiter, cancellationToken);
        run.Log.Say($"Stopped {instance}");

        var tags = Tags.Ec2(Tags.Of(run, name, run.Recipe.Ami.Tags));
        run.Intend(Name, "CreateImage", name);
        var made = await run.Clients.Ec2.CreateImageAsync(
            new CreateImageRequest
            {
                InstanceId = instance,
                Name = name,
                Description = run.Recipe.Ami.Description,
                TagSpecifications =
                [
                    new TagSpecification { ResourceType = ResourceType.Image, Tags = tags },
                    new TagSpecification { ResourceType = ResourceType.Snapshot, Tags = tags },
                ],
            },
            cancellationToken);
        return made.ImageId;
    }

    /// <summary>The AMI of this name, where the answer to an earlier CreateImage of this run was lost.</summary>
    private static async Task<Image?> FindAsync(FleetRun run, string name, CancellationToken cancellationToken)
    {
        var found = await run.Clients.Ec2.DescribeImagesAsync(
            new DescribeImagesRequest { Owners = ["self"], Filters = [new Filter("name", [name]), new Filter($"tag:{Tags.Run}", [run.State.RunId])] }, cancellationToken);
        return found.Images?.FirstOrDefault();
    }

    private async Task AvailableAsync(FleetRun run, string id, CancellationToken cancellationToken)
    {
        var shown = "";
        await waiter.ForAsync($"AMI {id} to be available", Deadline, async token =>
        {
            var image = (await run.Clients.Ec2.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [id] }, token)).Images?.FirstOrDefault();
            switch (image?.State?.Value)
            {
                case "available":
                    return image;
                case null or "pending":
                    var progress = await ProgressAsync(run, token);
                    if (progress != shown)
                    {
                        run.Log.Progress($"AMI {id}: snapshot {shown = progress}");
                    }

                    return null;
                default:
                    throw new FleetException($"AMI {id} is {image.State.Value}: {image.StateReason?.Message ?? "EC2 gave no reason"}; run the same command again.");
            }
        }, "it may still come: run the same command again.", cancellationToken);
    }

    private static async Task<string> ProgressAsync(FleetRun run, CancellationToken cancellationToken)
    {
        var snapshots = await run.Clients.Ec2.DescribeSnapshotsAsync(
            new DescribeSnapshotsRequest { OwnerIds = ["self"], Filters = [new Filter($"tag:{Tags.Run}", [run.State.RunId])] }, cancellationToken);
        return snapshots.Snapshots?.FirstOrDefault()?.Progress ?? "pending";
    }

    private static string AmiName(FleetRun run) => run.Recipe.Ami.Name
        .Replace("{date}", run.State.Started.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{commit}", run.Settings.Commit is { Length: > 7 } commit ? commit[..7] : run.Settings.Commit ?? "none", StringComparison.Ordinal)
        .Replace("{fingerprint}", run.Recipe.Fingerprint[..12], StringComparison.Ordinal);
}
