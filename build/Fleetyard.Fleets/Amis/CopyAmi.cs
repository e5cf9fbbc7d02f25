using System.Security.Cryptography;
using System.Text;
using Amazon.EC2;
using Amazon.EC2.Model;
using Fleetyard.Fleets.Regions;
using Fleetyard.Fleets.Runs;

namespace Fleetyard.Fleets.Amis;

/// <summary>Copies the run's AMI into another of the recipe's regions.</summary>
internal sealed class CopyAmi(AmiStates states)
{
    /// <summary>Copies it, or goes on with the copy that is there, and waits until that is available.</summary>
    /// <exception cref="FleetException">It cannot be copied; the message says what to do.</exception>
    public async Task RunAsync(FleetRun run, Place place, string step, Image home, CancellationToken cancellationToken)
    {
        await AmiStates.DiscardFailedAsync(run, place, step, cancellationToken);
        var there = await AmiFinder.FindAsync(run, place, step, cancellationToken);
        await AmiStates.DiscardFailedAsync(run, place, step, cancellationToken);
        var id = there?.ImageId ?? await CopyAsync(run, place, step, home);
        var copy = await states.AvailableAsync(run, place, step, id, cancellationToken);
        if (AmiTraits.Lost(copy, home) is { Count: > 0 } lost)
        {
            await AmiStates.DiscardAsync(run, place, step, id, $"lost {string.Join(", ", lost)}", cancellationToken);
            throw new FleetException($"The copy {id} of AMI {home.ImageId} lost what that has ({string.Join(", ", lost)}), so no fleet is to run on it; leave {place.Region} out of regions, or choose another source AMI.");
        }

        place.Log.Say($"AMI {id} ({copy.Name}) is available");
    }

    /// <remarks>Takes no cancellation token: an answer that is cut off leaves a copy that nobody knows until it is looked for by its tags.</remarks>
    private static async Task<string> CopyAsync(FleetRun run, Place place, string step, Image home)
    {
        var request = Request(run, place, home);
        var intent = run.Intend(step, place, "CopyImage", $"{home.ImageId} ({home.Name})");
        var id = await CopyAsync(place, home, request);
        run.Learn(step, place, state => state with { AmiId = id, AmiAvailable = false });
        intent.Done(id);
        place.Log.Say($"Copying AMI {home.ImageId} ({home.Name}) to {id}");
        return id;
    }

    private static async Task<string> CopyAsync(Place place, Image home, CopyImageRequest request)
    {
        try
        {
            return (await place.Clients.Ec2.CopyImageAsync(request, CancellationToken.None).AboutAsync($"copy of AMI {home.ImageId} in {place.Region}")).ImageId;
        }
        catch (AmazonEC2Exception e) when (e.ErrorCode == "InvalidAMIName.Duplicate")
        {
            var named = await place.Clients.Ec2.DescribeImagesAsync(new DescribeImagesRequest { Owners = ["self"], Filters = [new Filter("name", [home.Name])] }, CancellationToken.None).AboutAsync($"AMI {home.Name} in {place.Region}");
            var other = named.Images?.FirstOrDefault();
            return other is not null && Tags.ValueOf(other, Tags.CopyOf) == home.ImageId
                ? other.ImageId
                : throw new FleetException($"An AMI named {home.Name} is in {place.Region} already ({other?.ImageId ?? "not listed"}) and no copy of {home.ImageId}: AWS answered {AwsErrors.Answer(e)}; deregister it, or put {{date}} into ami.name and run the same command with --force.", e);
        }
    }

    private static CopyImageRequest Request(FleetRun run, Place place, Image home)
    {
        var ami = run.Recipe.Ami;
        return new CopyImageRequest
        {
            ClientToken = ClientToken(run, place, home),
            SourceImageId = home.ImageId,
            SourceRegion = run.Home.Region,
            Name = home.Name,
            Description = ami.Description,
            Encrypted = place.KmsKey is not null ? true : null,
            KmsKeyId = place.KmsKey,
            TagSpecifications =
            [
                new TagSpecification { ResourceType = ResourceType.Image, Tags = AmiTags.Of(run, home.Name, ami.Tags, home.ImageId) },
                new TagSpecification { ResourceType = ResourceType.Snapshot, Tags = AmiTags.Of(run, home.Name, ami.SnapshotTags, home.ImageId) },
            ],
        };
    }

    /// <summary>64 characters, the most that EC2 takes: the same for every call of one copy, another after a copy came to nothing.</summary>
    private static string ClientToken(FleetRun run, Place place, Image home) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{run.State.RunId}/{home.ImageId}/{place.Region}/{run.State.In(place).CopyAttempt}")));
}
