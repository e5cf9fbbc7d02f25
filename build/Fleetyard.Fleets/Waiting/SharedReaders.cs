using Amazon.CodeBuild.Model;
using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.SimpleSystemsManagement.Model;

namespace Fleetyard.Fleets.Waiting;

/// <summary>The shared readers of one region: what several runs wait for there is asked for in one call.</summary>
/// <param name="clients">The clients of the region.</param>
/// <param name="time">The clock that an answer's age is taken by.</param>
public sealed class SharedReaders(CloudClients clients, TimeProvider time)
{
    /// <summary>What EC2's calls are given at once; they take more, but a long list is answered slowly.</summary>
    private const int Ec2Ids = 100;

    /// <summary>The most that BatchGetFleets takes.</summary>
    private const int FleetNames = 100;

    /// <summary>The most that DescribeInstanceInformation answers in a page.</summary>
    private const int ManagedInstances = 50;

    /// <summary>Instances by their ids.</summary>
    public SharedReader<Instance> Instances { get; } = new(Ec2Ids, ids => ListedAsync<Instance>(ids, ["InvalidInstanceID.NotFound"], async left =>
    {
        var answer = await clients.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = left }).AboutAsync($"instance {string.Join(", ", left)}");
        return (answer.Reservations ?? []).SelectMany(reservation => reservation.Instances ?? []);
    }, instance => instance.InstanceId), time);

    /// <summary>AMIs by their ids.</summary>
    public SharedReader<Image> Images { get; } = new(Ec2Ids, ids => ListedAsync<Image>(ids, ["InvalidAMIID.NotFound", "InvalidAMIID.Unavailable"], async left =>
        (await clients.Ec2.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = left }).AboutAsync($"AMI {string.Join(", ", left)}")).Images ?? [], image => image.ImageId), time);

    /// <summary>Snapshots by their ids.</summary>
    public SharedReader<Snapshot> Snapshots { get; } = new(Ec2Ids, ids => ListedAsync<Snapshot>(ids, ["InvalidSnapshot.NotFound"], async left =>
        (await clients.Ec2.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { SnapshotIds = left }).AboutAsync($"snapshot {string.Join(", ", left)}")).Snapshots ?? [], snapshot => snapshot.SnapshotId), time);

    /// <summary>Fleets by their names.</summary>
    public SharedReader<Fleet> Fleets { get; } = new(FleetNames, async names =>
        ((await clients.CodeBuild.BatchGetFleetsAsync(new BatchGetFleetsRequest { Names = [.. names] }).AboutAsync($"fleet {string.Join(", ", names)}")).Fleets ?? []).ToDictionary(fleet => fleet.Name!), time);

    /// <summary>Instances as SSM knows them, by their ids.</summary>
    public SharedReader<InstanceInformation> Managed { get; } = new(ManagedInstances, async ids =>
    {
        var answer = await clients.Ssm.DescribeInstanceInformationAsync(
            new DescribeInstanceInformationRequest { Filters = [new InstanceInformationStringFilter { Key = "InstanceIds", Values = [.. ids] }], MaxResults = ManagedInstances }).AboutAsync($"instance {string.Join(", ", ids)}");
        return (answer.InstanceInformationList ?? []).ToDictionary(information => information.InstanceId);
    }, time);

    /// <summary>Asks again without those that EC2 says it does not know: one of them fails the whole call.</summary>
    private static async Task<IReadOnlyDictionary<string, T>> ListedAsync<T>(
        IReadOnlyList<string> ids, string[] notFound, Func<List<string>, Task<IEnumerable<T>>> describe, Func<T, string> idOf)
    {
        var left = ids.ToList();
        while (left.Count > 0)
        {
            try
            {
                return (await describe(left)).ToDictionary(idOf);
            }
            catch (AmazonEC2Exception e) when (notFound.Contains(e.ErrorCode))
            {
                if (left.Count == 1 || left.RemoveAll(id => e.Message.Contains(id, StringComparison.Ordinal)) == 0)
                {
                    return left.Count == 1 ? new Dictionary<string, T>() : await OneByOneAsync(left, notFound, describe, idOf);
                }
            }
        }

        return new Dictionary<string, T>();
    }

    /// <summary>Where EC2 does not say which of them it does not know.</summary>
    private static async Task<IReadOnlyDictionary<string, T>> OneByOneAsync<T>(
        List<string> ids, string[] notFound, Func<List<string>, Task<IEnumerable<T>>> describe, Func<T, string> idOf)
    {
        var found = await Task.WhenAll(ids.Select(id => ListedAsync([id], notFound, describe, idOf)));
        return found.SelectMany(one => one).ToDictionary();
    }
}
