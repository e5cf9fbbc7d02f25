using Amazon.EC2.Model;
using Fleetyard.Fleets.Runs;

namespace Fleetyard.Fleets.Amis;

/// <summary>Finds the AMI that an earlier run made of the same fingerprint.</summary>
internal static class AmiFinder
{
    public static async Task<Image?> MadeAsync(FleetRun run, CancellationToken cancellationToken)
    {
        var found = await run.Clients.Ec2.DescribeImagesAsync(
            new DescribeImagesRequest
            {
                Owners = ["self"],
                Filters =
                [
                    new Filter($"tag:{Tags.Fingerprint}", [run.Recipe.Fingerprint]),
                    new Filter($"tag:{Tags.Recipe}", [run.Recipe.Name]),
                    new Filter("state", ["available"]),
                ],
            },
            cancellationToken);
        return found.Images?.MaxBy(image => image.CreationDate, StringComparer.Ordinal);
    }

    /// <summary>Why the steps that make an AMI have nothing to do, or null; the AMI is the run's from then on.</summary>
    public static async Task<string?> WhyNotMakeAsync(FleetRun run, string step, CancellationToken cancellationToken)
    {
        if (run.Did(step))
        {
            return $"{step} was done in this run";
        }

        if (run.State.AmiId is { } own)
        {
            return $"the AMI {own} is made";
        }

        if (run.Settings.Force || run.State.InstanceId is not null || await MadeAsync(run, cancellationToken) is not { } made)
        {
            return null;
        }

        run.Learn(step, state => state with { AmiId = made.ImageId });
        return $"the AMI {made.ImageId} ({made.Name}) has the recipe's fingerprint";
    }
}
