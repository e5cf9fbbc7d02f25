using Amazon.EC2;
using Amazon.EC2.Model;
using Fleetyard.Fleets.Instances;
using Fleetyard.Fleets.Runs;

namespace Fleetyard.Fleets.Amis;

/// <summary>Finds the AMI of a run: its own, or the one that an earlier run made of the same fingerprint.</summary>
internal static class AmiFinder
{
    /// <summary>Why a step that works on the instance has nothing to do, or null.</summary>
    public static async Task<string?> WhyNotMakeAsync(FleetRun run, string step, CancellationToken cancellationToken)
    {
        if (await FindAsync(run, step, cancellationToken) is { } ami)
        {
            return Why(run, ami);
        }

        await InstanceStates.CheckAsync(run, step, cancellationToken);
        return run.Did(step) ? $"{step} was done in this run" : null;
    }

    /// <summary>What to say of an AMI that is there.</summary>
    public static string Why(FleetRun run, Image ami)
    {
        var made = Tags.ValueOf(ami, Tags.Run) == run.State.RunId ? "is this run's" : "has the recipe's fingerprint";
        return IsAvailable(ami) ? $"the AMI {ami.ImageId} ({ami.Name}) {made}" : $"the AMI {ami.ImageId} ({ami.Name}) is being made";
    }

    public static bool IsAvailable(Image ami) => ami.State?.Value == "available";

    /// <summary>The AMI, available or pending; it is the run's from then on. One that failed or went away is the run's no longer.</summary>
    public static async Task<Image?> FindAsync(FleetRun run, string step, CancellationToken cancellationToken)
    {
        if (await OwnAsync(run, step, cancellationToken) is { } own)
        {
            return own;
        }

        var found = await run.Clients.Ec2.DescribeImagesAsync(
            new DescribeImagesRequest
            {
                Owners = ["self"],
                Filters =
                [
                    new Filter($"tag:{Tags.Fingerprint}", [run.Recipe.Fingerprint]),
                    new Filter($"tag:{Tags.Recipe}", [run.Recipe.Name]),
                    new Filter("state", ["available", "pending"]),
                ],
            },
            cancellationToken);
        var amis = found.Images?.OrderByDescending(image => image.CreationDate, StringComparer.Ordinal).ToList() ?? [];

        // One of this run that it does not know is one whose CreateImage was not answered.
        var ami = amis.FirstOrDefault(image => Tags.ValueOf(image, Tags.Run) == run.State.RunId)
            ?? (run.Settings.Force || run.MayHaveInstance ? null : amis.FirstOrDefault(IsAvailable));
        if (ami is not null)
        {
            run.Learn(step, state => state with { AmiId = ami.ImageId, AmiAvailable = IsAvailable(ami), SourceAmi = state.SourceAmi ?? SourceAmi.FromTag(Tags.ValueOf(ami, Tags.Source)) });
        }

        return ami;
    }

    /// <summary>An AMI by its id, or null where EC2 does not know it, as just after CreateImage and after its end.</summary>
    public static async Task<Image?> DescribeAsync(FleetRun run, string id, CancellationToken cancellationToken)
    {
        try
        {
            return (await run.Clients.Ec2.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [id] }, cancellationToken)).Images?.FirstOrDefault();
        }
        catch (AmazonEC2Exception e) when (e.ErrorCode is "InvalidAMIID.NotFound" or "InvalidAMIID.Unavailable")
        {
            return null;
        }
    }

    private static async Task<Image?> OwnAsync(FleetRun run, string step, CancellationToken cancellationToken)
    {
        if (run.State.AmiId is not { } id)
        {
            return null;
        }

        var ami = await DescribeAsync(run, id, cancellationToken);
        switch (ami?.State?.Value)
        {
            case "available" or "pending":
                return ami;
            case null when !run.State.AmiAvailable:
                // EC2 may not list it yet; SnapshotAmi waits for it.
                return new Image { ImageId = id, Name = "not listed yet", State = ImageState.Pending, Tags = [new Tag(Tags.Run, run.State.RunId)] };
            case null:
                run.Log.Warning($"The AMI {id} is gone, which was not of this run's doing; the run makes another.");
                run.Learn(step, state => state.WithoutAmi());
                return null;
            default:
                await DiscardAsync(run, step, ami, cancellationToken);
                return null;
        }
    }

    /// <summary>Deregisters an AMI that came to nothing, its snapshots with it; the run makes another.</summary>
    public static async Task DiscardAsync(FleetRun run, string step, Image ami, CancellationToken cancellationToken)
    {
        run.Log.Warning($"The AMI {ami.ImageId} is {ami.State?.Value} ({Reason(ami)}); it is deregistered with its snapshots, and the run makes another.");
        try
        {
            await run.Clients.Ec2.DeregisterImageAsync(new DeregisterImageRequest { ImageId = ami.ImageId, DeleteAssociatedSnapshots = true }, cancellationToken);
        }
        catch (AmazonEC2Exception e) when (e.ErrorCode is "InvalidAMIID.NotFound" or "InvalidAMIID.Unavailable")
        {
            // EC2 took it away by itself.
        }

        run.Learn(step, state => state.WithoutAmi());
    }

    public static string Reason(Image ami) => ami.StateReason?.Message ?? "EC2 gave no reason";
}
