using Amazon.CodeBuild.Model;
using Amazon.EC2.Model;
using Amazon.Runtime;
using Fleetyard.Fleets.Runs;

namespace Fleetyard.Fleets.Inventory;

/// <summary>Removes what <see cref="Verdict"/> says may go, in the order of <see cref="ResourceKind"/>; a failure does not stop the rest.</summary>
public sealed class Cleanup(CloudClients clients, IRunLog log)
{
    /// <summary>Removes them.</summary>
    /// <returns>One line for each that could not be removed.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(IEnumerable<Verdict> verdicts, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(verdicts);
        var failures = new List<string>();
        foreach (var resource in verdicts.Where(verdict => verdict.MayGo).Select(verdict => verdict.Resource).OrderBy(resource => resource.Kind))
        {
            try
            {
                await RemoveAsync(resource, cancellationToken);
                log.Say($"Removed {resource.Kind.ToString().ToLowerInvariant()} {resource.Id} {resource.Name}");
            }
            catch (AmazonServiceException e)
            {
                failures.Add($"{resource.Id}: AWS answered {e.ErrorCode}: {e.Message} (request {e.RequestId})");
            }
            catch (Exception e) when (e is AmazonClientException or HttpRequestException)
            {
                failures.Add($"{resource.Id}: AWS could not be asked: {e.Message}");
            }
        }

        return failures;
    }

    private Task RemoveAsync(Resource resource, CancellationToken cancellationToken) => resource.Kind switch
    {
        ResourceKind.Project => clients.CodeBuild.DeleteProjectAsync(new DeleteProjectRequest { Name = resource.Id }, cancellationToken),
        ResourceKind.Fleet => clients.CodeBuild.DeleteFleetAsync(new DeleteFleetRequest { Arn = resource.Id }, cancellationToken),
        ResourceKind.Ami => clients.Ec2.DeregisterImageAsync(new DeregisterImageRequest { ImageId = resource.Id, DeleteAssociatedSnapshots = true }, cancellationToken),
        ResourceKind.Snapshot => clients.Ec2.DeleteSnapshotAsync(new DeleteSnapshotRequest { SnapshotId = resource.Id }, cancellationToken),
        _ => clients.Ec2.TerminateInstancesAsync(new TerminateInstancesRequest { InstanceIds = [resource.Id] }, cancellationToken),
    };
}
