using Amazon.CodeBuild.Model;
using Amazon.EC2.Model;
using Amazon.Runtime;
using Fleetyard.Fleets.Amis;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Ssh;
using Fleetyard.Fleets.Waiting;

namespace Fleetyard.Fleets.Inventory;

/// <summary>Removes what <see cref="Verdict"/> says may go, in the order of <see cref="ResourceKind"/>; a failure does not stop the rest, and what is gone already is none.</summary>
public sealed class Cleanup(CloudClients clients, IRunLog log, Waiter waiter)
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
                log.Say($"Removed {Told(resource)}");
            }
            catch (AmazonServiceException e) when (IsGone(e))
            {
                log.Say($"The {Told(resource)} is gone already");
            }
            catch (FleetException e)
            {
                failures.Add($"{resource.Id}: {e.Message}");
            }
            catch (AmazonServiceException e)
            {
                failures.Add($"{resource.Id}: AWS answered {AwsErrors.Answer(e)}");
            }
            catch (Exception e) when (e is AmazonClientException || Refusals.IsPassing(e, cancellationToken))
            {
                failures.Add($"{resource.Id}: AWS could not be asked: {e.Message.TrimEnd('.')}");
            }
        }

        return failures;
    }

    private Task RemoveAsync(Resource resource, CancellationToken cancellationToken) => resource.Kind switch
    {
        ResourceKind.Project => clients.CodeBuild.DeleteProjectAsync(new DeleteProjectRequest { Name = resource.Id }, cancellationToken),
        ResourceKind.Fleet => clients.CodeBuild.DeleteFleetAsync(new DeleteFleetRequest { Arn = resource.Id }, cancellationToken),
        ResourceKind.Ami => RemoveAmiAsync(resource.Id, cancellationToken),
        ResourceKind.Snapshot => clients.Ec2.DeleteSnapshotAsync(new DeleteSnapshotRequest { SnapshotId = resource.Id }, cancellationToken),
        ResourceKind.SecurityGroup => SecurityGroups.LetGoAsync(clients.Ec2, resource.Id, waiter, cancellationToken),
        ResourceKind.KeyPair => KeyPairs.DeleteAsync(clients.Ec2, resource.Name, cancellationToken),
        _ => clients.Ec2.TerminateInstancesAsync(new TerminateInstancesRequest { InstanceIds = [resource.Id] }, cancellationToken),
    };

    private async Task RemoveAmiAsync(string id, CancellationToken cancellationToken)
    {
        var found = await clients.Ec2.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [id] }, cancellationToken);
        if (found.Images?.FirstOrDefault() is { } image)
        {
            await AmiRemoval.RunAsync(clients.Ec2, image, cancellationToken);
        }
    }

    private static string Told(Resource resource) => $"{resource.Kind.ToString().ToLowerInvariant()} {resource.Id} {resource.Name}";

    /// <summary>Somebody else was faster.</summary>
    private static bool IsGone(AmazonServiceException e) =>
        e.ErrorCode is "InvalidAMIID.Unavailable" or "ResourceNotFoundException" || e.ErrorCode?.EndsWith(".NotFound", StringComparison.Ordinal) == true;
}
