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
    public async Task<string?> WhySkipAsync(FleetRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var ami = await AmiFinder.FindAsync(run, Name, cancellationToken);
        return ami is null || !AmiFinder.IsAvailable(ami) || run.State.InstanceId is not null ? null : AmiFinder.Why(run, ami);
    }

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
        var id = run.State.AmiId ?? await MakeAsync(run, cancellationToken);
        var ami = await AvailableAsync(run, id, cancellationToken);
        run.Learn(Name, state => state with { AmiAvailable = true });
        run.Log.Say($"AMI {id} ({ami.Name}) is available");
        await InstanceStates.TerminateAsync(run, Name, waiter, cancellationToken);
    }

    private async Task<string> MakeAsync(FleetRun run, CancellationToken cancellationToken)
    {
        var instance = run.State.InstanceId ?? throw new FleetException("There is no instance to make an AMI of; run ./build.sh --target=SnapshotAmi without --exclusive, which prepares one first.");
        await CleanUpAsync(run, instance, cancellationToken);
        await InstanceStates.StopAsync(run, instance, waiter, cancellationToken);
        run.Log.Say($"Stopped {instance}");

        var name = AmiName(run);
        var intent = run.Intend(Name, "CreateImage", name);
        var id = await CreateAsync(run, instance, name);
        run.Learn(Name, state => state with { AmiId = id, AmiAvailable = false });
        intent.Done(id);
        run.Log.Say($"Making AMI {id} ({name})");
        return id;
    }

    private async Task CleanUpAsync(FleetRun run, string instance, CancellationToken cancellationToken)
    {
        if (run.State.CleanedUp)
        {
            return;
        }

        var state = (await InstanceStates.FindAsync(run, instance, cancellationToken))?.State.Name.Value;
        if (state != "running")
        {
            throw new FleetException($"Instance {instance} is {state ?? "gone"} and was not cleaned up, so no AMI is made of it; run the same command again, which begins with another instance.");
        }

        await scripts.RunAsync(run, Name, run.Recipe.Scripts.SnapshotAmi, cancellationToken);
        run.Learn(Name, state => state with { CleanedUp = true });
    }

    /// <remarks>CreateImage has no client token; its name is its idempotency. An answer that is cut off leaves an AMI that nobody knows.</remarks>
    private static async Task<string> CreateAsync(FleetRun run, string instance, string name)
    {
        var tags = Tags.Ec2(Owned(run, name));
        var request = new CreateImageRequest
        {
            InstanceId = instance,
            Name = name,
            Description = run.Recipe.Ami.Description,
            TagSpecifications =
            [
                new TagSpecification { ResourceType = ResourceType.Image, Tags = tags },
                new TagSpecification { ResourceType = ResourceType.Snapshot, Tags = tags },
            ],
        };
        try
        {
            return (await run.Clients.Ec2.CreateImageAsync(request, CancellationToken.None)).ImageId;
        }
        catch (AmazonEC2Exception e) when (e.ErrorCode == "InvalidAMIName.Duplicate")
        {
            var there = await run.Clients.Ec2.DescribeImagesAsync(new DescribeImagesRequest { Owners = ["self"], Filters = [new Filter("name", [name])] }, CancellationToken.None);
            var other = there.Images?.FirstOrDefault();
            return other is not null && Tags.ValueOf(other, Tags.Run) == run.State.RunId
                ? other.ImageId
                : throw new FleetException($"An AMI named {name} is there already ({other?.ImageId ?? "not listed"}) and not of this run; put {{date}} into ami.name of {run.Recipe.File}, or deregister it, and run the same command again.", e);
        }
    }

    private async Task<Image> AvailableAsync(FleetRun run, string id, CancellationToken cancellationToken)
    {
        await ListedAsync(run, id, cancellationToken);
        var shown = "";
        return await waiter.ForAsync($"AMI {id} to be available", Deadline, async token =>
        {
            var ami = await AmiFinder.DescribeAsync(run, id, token);
            switch (ami?.State?.Value)
            {
                case "available":
                    return ami;
                case "pending":
                    if (await SnapshotProgress.OfAsync(run, ami, token) is { } progress && progress != shown)
                    {
                        run.Log.Progress($"AMI {id}: snapshot {shown = progress}");
                    }

                    return null;
                case null:
                    run.Learn(Name, state => state.WithoutAmi());
                    throw new FleetException($"AMI {id} went away before it was available; run the same command again, which makes another.");
                default:
                    await AmiFinder.DiscardAsync(run, Name, ami, token);
                    throw new FleetException($"AMI {id} is {ami.State?.Value}: {AmiFinder.Reason(ami)}; run the same command again, which makes another.");
            }
        }, "it may still come: run the same command again.", cancellationToken);
    }

    private async Task ListedAsync(FleetRun run, string id, CancellationToken cancellationToken)
    {
        try
        {
            await waiter.ForAsync($"EC2 to list AMI {id}", TimeSpan.FromMinutes(5), token => AmiFinder.DescribeAsync(run, id, token), "run the same command again, which makes another.", cancellationToken);
        }
        catch (FleetException)
        {
            run.Learn(Name, state => state.WithoutAmi());
            throw;
        }
    }

    private static string AmiName(FleetRun run) => run.Recipe.Ami.Name
        .Replace("{date}", run.State.Started.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{commit}", run.State.Commit is { Length: > 7 } commit ? commit[..7] : run.State.Commit ?? "none", StringComparison.Ordinal)
        .Replace("{fingerprint}", run.Recipe.Fingerprint[..12], StringComparison.Ordinal);

    private static Dictionary<string, string> Owned(FleetRun run, string name)
    {
        var tags = Tags.Of(run, name, run.Recipe.Ami.Tags).ToDictionary();
        if (run.State.SourceAmi is { } source)
        {
            tags[Tags.Source] = source.ToTag();
        }

        return tags;
    }
}
