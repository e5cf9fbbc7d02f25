using Amazon.CodeBuild.Model;
using Amazon.EC2.Model;

namespace Fleetyard.Fleets.Inventory;

/// <summary>Who uses an AMI: a fleet, an instance that is not terminated, or a launch template's default or newest version.</summary>
internal static class AmiUsers
{
    /// <summary>The users of each of some AMIs, as people name them.</summary>
    public static async Task<ILookup<string, string>> OfAsync(CloudClients clients, IReadOnlyList<Fleet> fleets, IReadOnlyList<Image> images, CancellationToken cancellationToken)
    {
        var ids = images.Select(image => image.ImageId).ToHashSet();
        if (ids.Count == 0)
        {
            return Array.Empty<string>().ToLookup(id => id);
        }

        return fleets.Where(fleet => fleet.Status?.StatusCode?.Value != "CREATE_FAILED").Select(fleet => (Ami: fleet.ImageId ?? "", User: fleet.Name!))
            .Concat((await InstancesAsync(clients, ids, cancellationToken)).Select(instance => (Ami: instance.ImageId, User: instance.InstanceId)))
            .Concat((await TemplatesAsync(clients, cancellationToken)).Select(template => (Ami: template.LaunchTemplateData?.ImageId ?? "", User: $"launch template {template.LaunchTemplateName}")))
            .Where(pair => ids.Contains(pair.Ami))
            .Distinct()
            .ToLookup(pair => pair.Ami, pair => pair.User);
    }

    private static async Task<IEnumerable<Instance>> InstancesAsync(CloudClients clients, IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var found = new List<Reservation>();

        // A filter takes 200 values (EC2 API Reference, "Filter").
        foreach (var some in ids.Chunk(200))
        {
            found.AddRange(await Pages.AllAsync(async token =>
            {
                var page = await clients.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest { Filters = [new Filter("image-id", [.. some])], NextToken = token }, cancellationToken);
                return (page.Reservations, page.NextToken);
            }));
        }

        return found.SelectMany(reservation => reservation.Instances ?? []).Where(instance => instance.State.Name.Value is not ("terminated" or "shutting-down"));
    }

    private static Task<List<LaunchTemplateVersion>> TemplatesAsync(CloudClients clients, CancellationToken cancellationToken) => Pages.AllAsync(async token =>
    {
        var page = await clients.Ec2.DescribeLaunchTemplateVersionsAsync(
            new DescribeLaunchTemplateVersionsRequest { Versions = ["$Latest", "$Default"], ResolveAlias = true, NextToken = token }, cancellationToken);
        return (page.LaunchTemplateVersions, page.NextToken);
    });
}
