using Amazon.CodeBuild.Model;
using Amazon.EC2.Model;

namespace Fleetyard.Fleets.Inventory;

/// <summary>Who uses an AMI: a fleet, an instance that is not terminated, or any version of a launch template.</summary>
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
            .Concat((await new LaunchTemplateAmis(clients.Ec2).ReadAsync(cancellationToken)).SelectMany(named => named.Ami is null ? ids.Select(id => (Ami: id, User: named.Template)) : [(Ami: named.Ami, User: named.Template)]))
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
}
