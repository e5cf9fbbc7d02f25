using System.Globalization;
using Amazon.EC2;
using Amazon.EC2.Model;
using Fleetyard.Fleets.Instances;
using Fleetyard.Fleets.Planning;
using Fleetyard.Fleets.Provisioning;
using Fleetyard.Fleets.Regions;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Waiting;

namespace Fleetyard.Fleets.Amis;

/// <summary>Cleans the instance up, stops it, makes the AMI of it and terminates it; the recipe's other regions get copies, side by side.</summary>
public sealed class SnapshotAmi : IFleetStep
{
    private readonly ScriptRunner scripts;
    private readonly Waiter waiter;
    private readonly AmiStates states;
    private readonly CopyAmi copies;

    /// <summary>Makes the step of what it works with.</summary>
    public SnapshotAmi(ScriptRunner scripts, Waiter waiter)
    {
        (this.scripts, this.waiter) = (scripts, waiter);
        states = new(waiter);
        copies = new(states);
    }

    /// <inheritdoc/>
    public string Name => "SnapshotAmi";

    /// <inheritdoc/>
    public async Task<string?> WhySkipAsync(FleetRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var ami = await AmiFinder.FindAsync(run, run.Home, Name, cancellationToken);
        if (ami is null || !AmiFinder.IsAvailable(ami) || Leftovers(run).Any())
        {
            return null;
        }

        var found = await FindCopiesAsync(run, cancellationToken);
        return found.All(copy => copy is not null && AmiFinder.IsAvailable(copy))
            ? string.Join("; ", [AmiFinder.Why(run, ami), .. run.Others.Zip(found, (place, copy) => $"its copy {copy!.ImageId} is in {place.Region}")])
            : null;
    }

    /// <inheritdoc/>
    public async Task<PlannedStep> PlanAsync(FleetRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        var found = await FindCopiesAsync(run, cancellationToken);
        var missing = string.Join(", ", run.Others.Where((_, index) => found[index] is null).Select(place => place.Region));
        string[] made =
        [
            .. run.State is { AmiId: not null, InstanceId: null } ? Array.Empty<string>() : [$"AMI {run.State.AmiId ?? AmiName(run)}; the instance is terminated"],
            .. missing.Length > 0 ? [$"copies in {missing}"] : Array.Empty<string>(),
            .. run.State is { AmiId: not null, InstanceId: null } ? Leftovers(run).Select(what => $"{what} goes") : [],
        ];
        return new(Name, PlannedAction.Create, made.Length > 0 ? string.Join("; ", made) : "what is being made is waited for");
    }

    /// <inheritdoc/>
    public async Task RunAsync(FleetRun run, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(run);
        await AmiStates.DiscardFailedAsync(run, run.Home, Name, cancellationToken);
        var id = run.State.AmiId ?? await MakeAsync(run, cancellationToken);
        var ami = await states.AvailableAsync(run, run.Home, Name, id, cancellationToken);
        if (!run.Did(Name) && Tags.ValueOf(ami, Tags.Run) == run.State.RunId)
        {
            await CheckTraitsAsync(run, ami, cancellationToken);
            run.Home.Log.Say($"AMI {id} ({ami.Name}) is available");
        }

        await InstanceStates.TerminateAsync(run, Name, waiter, cancellationToken);
        if (run.Others.Count > 0)
        {
            await SideBySide.RunAsync(run.Others, place => copies.RunAsync(run, place, Name, ami, cancellationToken));
        }
    }

    /// <summary>What is to go before the step has nothing to do, as after a command that was cut off behind its AMI.</summary>
    private static IEnumerable<string> Leftovers(FleetRun run) =>
    [
        .. run.MayHaveInstance ? [$"instance {run.State.InstanceId ?? "of the launch that was not answered"}"] : Array.Empty<string>(),
        .. run.State.Ssh is null ? Array.Empty<string>() : ["what the instance was reached with"],
        .. run.Places.Select(place => run.State.In(place).FailedAmiId).OfType<string>().Select(id => $"AMI {id}, which came to nothing,"),
    ];

    private async Task<Image?[]> FindCopiesAsync(FleetRun run, CancellationToken cancellationToken) =>
        await Task.WhenAll(run.Others.Select(place => AmiFinder.FindAsync(run, place, Name, cancellationToken)));

    /// <summary>An AMI that lost what its source has would boot otherwise, or not at all: it goes, so that no later run takes it.</summary>
    private async Task CheckTraitsAsync(FleetRun run, Image ami, CancellationToken cancellationToken)
    {
        if (run.State.SourceAmi is not { } known || await AmiFinder.DescribeAsync(run.Home, known.ImageId, cancellationToken) is not { } source || AmiTraits.Lost(ami, source) is not { Count: > 0 } lost)
        {
            return;
        }

        await AmiStates.DiscardAsync(run, run.Home, Name, ami.ImageId, $"lost {string.Join(", ", lost)}", cancellationToken);
        throw new FleetException($"The AMI {ami.ImageId} lost what its source {source.ImageId} has ({string.Join(", ", lost)}), so no fleet is to run on it; name another instance type or source AMI in {run.Recipe.File}.");
    }

    private async Task<string> MakeAsync(FleetRun run, CancellationToken cancellationToken)
    {
        var instance = run.State.InstanceId ?? throw new FleetException("There is no instance to make an AMI of; run ./build.sh --target=SnapshotAmi without --exclusive, which prepares one first.");
        await CleanUpAsync(run, instance, cancellationToken);
        await InstanceStates.StopAsync(run, instance, waiter, cancellationToken);

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

        if (run.IsShut)
        {
            throw new FleetException($"The clean-up of {instance} was begun and not ended, so it lets nobody in by SSH; run ./build.sh --target=SnapshotAmi without --exclusive, which begins with another instance.");
        }

        // What an earlier command found need not be there any more.
        run.Learn(Name, state => state with { CleanUpBegun = true, Facts = state.Facts.Where(fact => fact.Key != Audit.Fact).ToDictionary(), Findings = [] });
        await scripts.RunAsync(run, Name, run.Recipe.Scripts.SnapshotAmi, cancellationToken);
        TellOfAudit(run, instance);
        run.Learn(Name, state => state with { CleanedUp = true });
    }

    private static void TellOfAudit(FleetRun run, string instance)
    {
        if (run.State.Facts.TryGetValue(Audit.Fact, out var told))
        {
            run.Log.Say($"Audited {instance}: {told}");
            return;
        }

        run.Log.Warning($"{instance} was not audited, since its scripts did not run: nothing is known of keys and tokens in its AMI.");
    }

    /// <remarks>CreateImage has no client token; its name is its idempotency. An answer that is cut off leaves an AMI that nobody knows.</remarks>
    private static async Task<string> CreateAsync(FleetRun run, string instance, string name)
    {
        var request = new CreateImageRequest
        {
            InstanceId = instance,
            Name = name,
            Description = run.Recipe.Ami.Description,
            TagSpecifications =
            [
                new TagSpecification { ResourceType = ResourceType.Image, Tags = AmiTags.Of(run, name, run.Recipe.Ami.Tags) },
                new TagSpecification { ResourceType = ResourceType.Snapshot, Tags = AmiTags.Of(run, name, run.Recipe.Ami.SnapshotTags) },
            ],
        };
        try
        {
            return (await run.Clients.Ec2.CreateImageAsync(request, CancellationToken.None).AboutAsync($"AMI {name} of {instance}")).ImageId;
        }
        catch (AmazonEC2Exception e) when (e.ErrorCode == "InvalidAMIName.Duplicate")
        {
            var there = await run.Clients.Ec2.DescribeImagesAsync(new DescribeImagesRequest { Owners = ["self"], Filters = [new Filter("name", [name])] }, CancellationToken.None).AboutAsync($"AMI {name}");
            var other = there.Images?.FirstOrDefault();
            return other is not null && Tags.ValueOf(other, Tags.Run) == run.State.RunId
                ? other.ImageId
                : throw new FleetException($"An AMI named {name} is there already ({other?.ImageId ?? "not listed"}) and not of this run: AWS answered {AwsErrors.Answer(e)}; put {{date}} into ami.name of {run.Recipe.File}, or deregister it, and run the same command again.", e);
        }
    }

    private static string AmiName(FleetRun run) => run.Recipe.Ami.Name
        .Replace("{date}", run.State.Started.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{commit}", run.State.Commit is { Length: > 7 } commit ? commit[..7] : run.State.Commit ?? "none", StringComparison.Ordinal)
        .Replace("{fingerprint}", run.Recipe.Fingerprint[..12], StringComparison.Ordinal);
}
