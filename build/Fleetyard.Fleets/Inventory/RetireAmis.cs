using Amazon.EC2.Model;
using Amazon.Runtime;
using Fleetyard.Fleets.Amis;
using Fleetyard.Fleets.Regions;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Waiting;

namespace Fleetyard.Fleets.Inventory;

/// <summary>Takes away a recipe's older AMIs of a region, beyond those that <c>ami.keep</c> keeps, which nothing uses.</summary>
internal static class RetireAmis
{
    /// <summary>Those that would go, the oldest last.</summary>
    public static async Task<IReadOnlyList<Image>> FindAsync(FleetRun run, Place place, CancellationToken cancellationToken)
    {
        if (run.Recipe.Ami.Keep is not { } keep)
        {
            return [];
        }

        var images = await Pages.AllAsync(async token =>
        {
            var page = await place.Clients.Ec2.DescribeImagesAsync(
                new DescribeImagesRequest
                {
                    Owners = ["self"],
                    Filters =
                    [
                        new Filter($"tag:{Tags.Recipe}", [run.Recipe.Name]),
                        new Filter($"tag:{Tags.Owner}", [Tags.Value(run.Settings.Owner)]),
                        new Filter("state", ["available"]),
                    ],
                    NextToken = token,
                },
                cancellationToken);
            return (page.Images, page.NextToken);
        });
        List<Image> older =
        [
            .. images.OrderByDescending(image => image.CreationDate, StringComparer.Ordinal).Skip(keep).Where(image => image.ImageId != run.State.In(place).AmiId),
        ];
        if (older.Count == 0)
        {
            return [];
        }

        var users = await AmiUsers.OfAsync(place.Clients, await FleetList.ReadAsync(place.Clients, cancellationToken), older, cancellationToken);
        return [.. older.Where(image => !users.Contains(image.ImageId))];
    }

    /// <summary>Whether there may be some: where they cannot be looked for, taking them away tells why.</summary>
    public static async Task<bool> IsDueAsync(FleetRun run, Place place, CancellationToken cancellationToken)
    {
        try
        {
            return (await FindAsync(run, place, cancellationToken)).Count > 0;
        }
        catch (Exception e) when (IsOfAws(e, cancellationToken))
        {
            return true;
        }
    }

    /// <summary>Takes them away and tells each; one that stays is a warning, since the fleet is what it was about.</summary>
    public static async Task RunAsync(FleetRun run, Place place, string step, CancellationToken cancellationToken)
    {
        IReadOnlyList<Image> going;
        try
        {
            going = await FindAsync(run, place, cancellationToken);
        }
        catch (Exception e) when (IsOfAws(e, cancellationToken))
        {
            place.Log.Warning($"Older AMIs of {run.Recipe.Name} were not looked for: {Told(e)}");
            return;
        }

        foreach (var image in going)
        {
            var intent = run.Intend(step, place, "DeregisterImage", image.ImageId);
            try
            {
                await AmiRemoval.RunAsync(place.Clients.Ec2, image, cancellationToken);
                intent.Done();
                place.Log.Say($"Deregistered AMI {image.ImageId} ({image.Name}) with its snapshots: ami.keep is {run.Recipe.Ami.Keep}, and nothing uses it");
            }
            catch (FleetException e)
            {
                intent.Refused(e.Message);
                place.Log.Warning(e.Message);
            }
            catch (Exception e) when (IsOfAws(e, cancellationToken))
            {
                intent.Refused(e is AmazonServiceException answer ? AwsErrors.Answer(answer) : e.Message);
                place.Log.Warning($"AMI {image.ImageId} ({image.Name}) stays: {Told(e)}");
            }
        }
    }

    private static bool IsOfAws(Exception e, CancellationToken cancellationToken) => e is AmazonServiceException or AmazonClientException || Refusals.IsPassing(e, cancellationToken);

    private static string Told(Exception e) => e is AmazonServiceException { InnerException: not (HttpRequestException or IOException) } answer
        ? AwsErrors.Told(answer)
        : $"AWS could not be asked ({e.Message.TrimEnd('.')}); the next command tries again.";
}
