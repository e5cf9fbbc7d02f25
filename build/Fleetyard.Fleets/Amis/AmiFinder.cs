using Amazon.EC2;
using Amazon.EC2.Model;
using Fleetyard.Fleets.Instances;
using Fleetyard.Fleets.Regions;
using Fleetyard.Fleets.Runs;

namespace Fleetyard.Fleets.Amis;

/// <summary>Finds the AMI of a run in a region: its own, or the one that an earlier run made of the same fingerprint; elsewhere a copy of that one. It only reads.</summary>
internal static class AmiFinder
{
    /// <summary>Why a step that works on the instance has nothing to do, or null.</summary>
    public static async Task<string?> WhyNotMakeAsync(FleetRun run, string step, CancellationToken cancellationToken)
    {
        if (await FindAsync(run, run.Home, step, cancellationToken) is { } ami)
        {
            return Why(run, ami);
        }

        await InstanceStates.CheckAsync(run, step, cancellationToken);
        return run.Did(step) && !run.IsShut ? $"{step} was done in this run" : null;
    }

    /// <summary>What to say of an AMI that is there.</summary>
    public static string Why(FleetRun run, Image ami)
    {
        var made = Tags.ValueOf(ami, Tags.Run) == run.State.RunId ? "is this run's" : "has the recipe's fingerprint";
        return IsAvailable(ami) ? $"the AMI {ami.ImageId} ({ami.Name}) {made}" : $"the AMI {ami.ImageId} ({ami.Name}) is being made";
    }

    public static bool IsAvailable(Image ami) => ami.State?.Value == "available";

    /// <summary>The AMI, available or pending; it is the run's from then on. One that failed or went away is the run's no longer.</summary>
    public static async Task<Image?> FindAsync(FleetRun run, Place place, string step, CancellationToken cancellationToken)
    {
        if (await OwnAsync(run, place, step, cancellationToken) is { } own)
        {
            return own;
        }

        if (place is { IsHome: false } && run.State.AmiId is null)
        {
            return null;
        }

        var found = await place.Clients.Ec2.DescribeImagesAsync(
            new DescribeImagesRequest
            {
                Owners = ["self"],
                Filters =
                [
                    place.IsHome ? new Filter($"tag:{Tags.Fingerprint}", [run.Recipe.Fingerprint]) : new Filter($"tag:{Tags.CopyOf}", [run.State.AmiId]),
                    new Filter($"tag:{Tags.Recipe}", [run.Recipe.Name]),
                    new Filter("state", ["available", "pending"]),
                ],
            },
            cancellationToken).AboutAsync($"AMIs of {run.Recipe.Name} in {place.Region}");

        // A copy has the recipe's fingerprint too, and the recipe's region may have been another one. One that was given up is pending until it is gone.
        var amis = found.Images?.Where(image => (!place.IsHome || Tags.ValueOf(image, Tags.CopyOf) is null) && image.ImageId != run.State.In(place).FailedAmiId)
            .OrderByDescending(image => image.CreationDate, StringComparer.Ordinal).ToList() ?? [];

        // One of this run that it does not know is one whose making was not answered.
        var ami = amis.FirstOrDefault(image => Tags.ValueOf(image, Tags.Run) == run.State.RunId)
            ?? (place.IsHome && (run.Settings.Force || run.MayHaveInstance) ? null : amis.FirstOrDefault(IsAvailable));
        if (ami is not null)
        {
            run.Learn(step, place, state => state with { AmiId = ami.ImageId, AmiAvailable = IsAvailable(ami) });
        }

        if (ami is not null && place.IsHome)
        {
            run.Learn(step, state => state with { SourceAmi = state.SourceAmi ?? SourceAmi.FromTag(Tags.ValueOf(ami, Tags.Source)) });
        }

        return ami;
    }

    /// <summary>An AMI by its id, or null where EC2 does not know it, as just after CreateImage and after its end.</summary>
    public static async Task<Image?> DescribeAsync(Place place, string id, CancellationToken cancellationToken)
    {
        try
        {
            return (await place.Clients.Ec2.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [id] }, cancellationToken).AboutAsync($"AMI {id}")).Images?.FirstOrDefault();
        }
        catch (AmazonEC2Exception e) when (e.ErrorCode is "InvalidAMIID.NotFound" or "InvalidAMIID.Unavailable")
        {
            return null;
        }
    }

    private static async Task<Image?> OwnAsync(FleetRun run, Place place, string step, CancellationToken cancellationToken)
    {
        if (run.State.In(place) is not { AmiId: { } id } known)
        {
            return null;
        }

        var ami = await DescribeAsync(place, id, cancellationToken);
        switch (ami?.State?.Value)
        {
            case "available" or "pending":
                return ami;
            case null when !known.AmiAvailable && (!place.IsHome || await InstanceStates.IsThereAsync(run, cancellationToken)):
                // EC2 may not list it yet; SnapshotAmi waits for it. Where the instance is gone too, which ends after its AMI is there, somebody cleaned up.
                return new Image { ImageId = id, Name = "not listed yet", State = ImageState.Pending, Tags = [new Tag(Tags.Run, run.State.RunId)] };
            case null:
                place.Log.Warning($"The AMI {id} is gone, which was not of this run's doing; the run makes another.");
                run.Learn(step, state => state.WithoutAmi(place));
                return null;
            default:
                place.Log.Warning($"The AMI {id} is {ami.State?.Value} ({AmiStates.Reason(ami)}); the run makes another.");
                run.Learn(step, state => state.WithoutAmi(place));
                run.Learn(step, place, state => state with { FailedAmiId = id });
                return null;
        }
    }
}
