using System.Globalization;
using Amazon.CodeBuild.Model;
using Amazon.EC2.Model;
using Fleetyard.Fleets.CodeBuild;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Inventory;

/// <summary>Finds everything of a region that carries Fleetyard's tags; it only reads.</summary>
public sealed class Survey(CloudClients clients, string region)
{
    /// <summary>BatchGetProjects takes this many names.</summary>
    private const int Batch = 100;

    /// <summary>All of it, in the order of <see cref="ResourceKind"/>.</summary>
    public async Task<IReadOnlyList<Resource>> ReadAsync(CancellationToken cancellationToken)
    {
        var fleets = await FleetList.ReadAsync(clients, cancellationToken);
        return
        [
            .. await ProjectsAsync(fleets, cancellationToken),
            .. fleets.Where(fleet => IsTagged(fleet.Tags)).Select(Of),
            .. await AmisAsync(fleets, cancellationToken),
            .. await SnapshotsAsync(cancellationToken),
            .. (await InstancesAsync(Tagged(), cancellationToken)).Select(Of),
            .. await SecurityGroupsAsync(Tagged(), cancellationToken),
            .. await KeyPairsAsync(Tagged(), cancellationToken),
        ];
    }

    /// <summary>Instances, what they are reached with, AMIs and the fleet of a recipe, whatever runs made them, by calls that its chain makes too.</summary>
    internal async Task<IReadOnlyList<Resource>> ReadAsync(Recipe recipe, string fleet, CancellationToken cancellationToken)
    {
        Filter ofRecipe = new($"tag:{Tags.Recipe}", [recipe.Name]);
        var fleets = (await clients.CodeBuild.BatchGetFleetsAsync(new BatchGetFleetsRequest { Names = [fleet] }, cancellationToken)).Fleets ?? [];
        return
        [
            .. fleets.Where(there => IsTagged(there.Tags)).Select(Of),
            .. (await ImagesAsync([ofRecipe], cancellationToken)).Select(Of),
            .. (await InstancesAsync(ofRecipe, cancellationToken)).Select(Of),
            .. recipe.Instance.Remote != RemoteAccess.Ssm && recipe.Instance.Ssh.Through == SshRoute.Direct ? await SecurityGroupsAsync(ofRecipe, cancellationToken) : [],
            .. recipe.Instance.Remote == RemoteAccess.Ssh ? await KeyPairsAsync(ofRecipe, cancellationToken) : [],
        ];
    }

    private async Task<List<Resource>> AmisAsync(IReadOnlyList<Fleet> fleets, CancellationToken cancellationToken)
    {
        var images = await ImagesAsync([Tagged()], cancellationToken);
        var users = await AmiUsers.OfAsync(clients, fleets, images, cancellationToken);
        return [.. images.Select(image => Of(image) with { UsedBy = [.. users[image.ImageId]] })];
    }

    /// <summary>Snapshots that no AMI has; an AMI takes its own with it.</summary>
    private async Task<List<Resource>> SnapshotsAsync(CancellationToken cancellationToken)
    {
        var owned = (await ImagesAsync([], cancellationToken)).SelectMany(image => image.BlockDeviceMappings ?? []).Select(mapping => mapping.Ebs?.SnapshotId).ToHashSet();
        var snapshots = await Pages.AllAsync(
            async token =>
            {
                var page = await clients.Ec2.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { OwnerIds = ["self"], Filters = [Tagged()], NextToken = token }, cancellationToken);
                return (page.Snapshots, page.NextToken);
            });
        return
        [
            .. snapshots.Where(snapshot => !owned.Contains(snapshot.SnapshotId)).Select(snapshot =>
                Of(ResourceKind.Snapshot, snapshot.SnapshotId, snapshot.State?.Value ?? "", Ec2(snapshot.Tags)) with { Created = Utc(snapshot.StartTime) }),
        ];
    }

    private async Task<List<Resource>> SecurityGroupsAsync(Filter filter, CancellationToken cancellationToken)
    {
        var groups = await Pages.AllAsync(
            async token =>
            {
                var page = await clients.Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { Filters = [filter], NextToken = token }, cancellationToken);
                return (page.SecurityGroups, page.NextToken);
            });
        return [.. groups.Select(group => Of(ResourceKind.SecurityGroup, group.GroupId, "", Ec2(group.Tags)) with { Name = group.GroupName })];
    }

    private async Task<List<Resource>> KeyPairsAsync(Filter filter, CancellationToken cancellationToken)
    {
        var answer = await clients.Ec2.DescribeKeyPairsAsync(new DescribeKeyPairsRequest { Filters = [filter] }, cancellationToken);
        return
        [
            .. (answer.KeyPairs ?? []).Select(pair => Of(ResourceKind.KeyPair, pair.KeyPairId, "", Ec2(pair.Tags)) with { Name = pair.KeyName, Created = Utc(pair.CreateTime) }),
        ];
    }

    /// <summary>Projects hold environment variables, so none is read that by its name is not ours.</summary>
    private async Task<List<Resource>> ProjectsAsync(IReadOnlyList<Fleet> fleets, CancellationToken cancellationToken)
    {
        var names = await Pages.AllAsync(
            async token =>
            {
                var page = await clients.CodeBuild.ListProjectsAsync(new ListProjectsRequest { NextToken = token }, cancellationToken);
                return (page.Projects, page.NextToken);
            });
        var found = new List<Resource>();
        foreach (var batch in names.Where(name => name.EndsWith(VerifyProject.Suffix, StringComparison.Ordinal)).Chunk(Batch))
        {
            var answer = await clients.CodeBuild.BatchGetProjectsAsync(new BatchGetProjectsRequest { Names = [.. batch] }, cancellationToken);
            found.AddRange((answer.Projects ?? []).Where(project => IsTagged(project.Tags)).Select(project => Of(ResourceKind.Project, project.Name!, "", Plain(project.Tags)) with
            {
                Created = Utc(project.Created),
                PartOf = fleets.FirstOrDefault(fleet => fleet.Arn == project.Environment?.Fleet?.FleetArn)?.Arn,
            }));
        }

        return found;
    }

    private async Task<List<Instance>> InstancesAsync(Filter filter, CancellationToken cancellationToken)
    {
        var reservations = await Pages.AllAsync(
            async token =>
            {
                var page = await clients.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest { Filters = [filter], NextToken = token }, cancellationToken);
                return (page.Reservations, page.NextToken);
            });
        return [.. reservations.SelectMany(reservation => reservation.Instances ?? []).Where(instance => instance.State.Name.Value != "terminated")];
    }

    private Task<List<Image>> ImagesAsync(List<Filter> filters, CancellationToken cancellationToken) => Pages.AllAsync(
        async token =>
        {
            var page = await clients.Ec2.DescribeImagesAsync(new DescribeImagesRequest { Owners = ["self"], Filters = filters, NextToken = token }, cancellationToken);
            return (page.Images, page.NextToken);
        });

    private Resource Of(Fleet fleet) => Of(ResourceKind.Fleet, fleet.Arn!, fleet.Status?.StatusCode?.Value ?? "", Plain(fleet.Tags)) with
    {
        Name = fleet.Name!,
        Created = Utc(fleet.Created),
    };

    private Resource Of(Image image) => Of(ResourceKind.Ami, image.ImageId, image.State?.Value ?? "", Ec2(image.Tags)) with
    {
        Name = image.Name ?? "",
        Created = Time(image.CreationDate),
    };

    private Resource Of(Instance instance) => Of(ResourceKind.Instance, instance.InstanceId, instance.State.Name.Value, Ec2(instance.Tags)) with
    {
        Created = Utc(instance.LaunchTime),
    };

    private Resource Of(ResourceKind kind, string id, string state, IReadOnlyDictionary<string, string> tags) => new()
    {
        Kind = kind,
        Id = id,
        Name = tags.GetValueOrDefault("Name", ""),
        Region = region,
        State = state,
        Recipe = tags.GetValueOrDefault(Tags.Recipe),
        Fingerprint = tags.GetValueOrDefault(Tags.Fingerprint),
        RunId = tags.GetValueOrDefault(Tags.Run),
        Owner = tags.GetValueOrDefault(Tags.Owner),
        Expires = Time(tags.GetValueOrDefault(Tags.Expires)),
    };

    private static Filter Tagged() => new("tag-key", [Tags.Run]);

    private static bool IsTagged(List<Amazon.CodeBuild.Model.Tag>? tags) => tags?.Any(tag => tag.Key == Tags.Run) == true;

    private static Dictionary<string, string> Ec2(List<Amazon.EC2.Model.Tag>? tags) => (tags ?? []).ToDictionary(tag => tag.Key, tag => tag.Value);

    private static Dictionary<string, string> Plain(List<Amazon.CodeBuild.Model.Tag>? tags) => (tags ?? []).ToDictionary(tag => tag.Key!, tag => tag.Value ?? "");

    private static DateTimeOffset? Utc(DateTime? time) => time is { } given ? new DateTimeOffset(given.ToUniversalTime()) : null;

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;
}
