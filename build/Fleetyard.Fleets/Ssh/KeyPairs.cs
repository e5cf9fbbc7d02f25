using System.Text;
using Amazon.EC2;
using Amazon.EC2.Model;
using Fleetyard.Fleets.Runs;

namespace Fleetyard.Fleets.Ssh;

/// <summary>The key pair of a run, of which EC2 has the public half.</summary>
/// <remarks>ImportKeyPair has no client token: its name, which tells run and attempt, is its idempotency.</remarks>
internal static class KeyPairs
{
    /// <summary>Gives EC2 the public key, unless it has it; the pair that the run knows of may have been cleaned up.</summary>
    /// <exception cref="FleetException">EC2 did not take it, or one of its name is not the run's.</exception>
    public static async Task EnsureAsync(FleetRun run, string step, SshAccess access, SshKey key, CancellationToken cancellationToken)
    {
        var isThere = await IsThereAsync(run, access.Name, cancellationToken);
        if (isThere && access.KeyPairName is not null)
        {
            return;
        }

        // One of this name may be of a key whose private half was lost; no instance was launched with it.
        if (isThere)
        {
            await DeleteAsync(run.Clients.Ec2, access.Name, cancellationToken);
        }

        await ImportAsync(run, step, access.Name, key);
        run.Learn(step, state => state with { Ssh = state.Ssh! with { KeyPairName = access.Name } });
        run.Log.Say($"Key pair {access.Name} is {key.Fingerprint}");
    }

    /// <summary>Deletes the run's key pair, if it made one.</summary>
    public static async Task RemoveAsync(FleetRun run, SshAccess access, CancellationToken cancellationToken)
    {
        if (access.KeyPairName is not null || await IsThereAsync(run, access.Name, cancellationToken))
        {
            await DeleteAsync(run.Clients.Ec2, access.Name, cancellationToken);
            run.Log.Say($"Deleted key pair {access.Name}");
        }
    }

    /// <summary>Deletes a key pair; EC2 says nothing of one that is not there.</summary>
    public static Task DeleteAsync(IAmazonEC2 ec2, string name, CancellationToken cancellationToken) =>
        ec2.DeleteKeyPairAsync(new DeleteKeyPairRequest { KeyName = name }, cancellationToken);

    private static async Task<bool> IsThereAsync(FleetRun run, string name, CancellationToken cancellationToken)
    {
        var answer = await run.Clients.Ec2.DescribeKeyPairsAsync(new DescribeKeyPairsRequest { Filters = [new Filter("key-name", [name])] }, cancellationToken);
        var pair = answer.KeyPairs?.FirstOrDefault();
        return pair is null || pair.Tags?.Any(tag => tag.Key == Tags.Run && tag.Value == run.State.RunId) == true
            ? pair is not null
            : throw new FleetException($"A key pair named {name} is there already ({pair.KeyPairId}) and not of this run; delete it, and run the same command again.");
    }

    /// <remarks>Takes no cancellation token: an answer that is cut off leaves a key pair that nobody knows.</remarks>
    private static async Task ImportAsync(FleetRun run, string step, string name, SshKey key)
    {
        var intent = run.Intend(step, "ImportKeyPair", name);
        var request = new ImportKeyPairRequest
        {
            KeyName = name,
            PublicKeyMaterial = Convert.ToBase64String(Encoding.ASCII.GetBytes($"{key.Public} {name}")),
            TagSpecifications = [new TagSpecification { ResourceType = ResourceType.KeyPair, Tags = Tags.Ec2(Tags.Of(run, name)) }],
        };
        try
        {
            await run.Clients.Ec2.ImportKeyPairAsync(request, CancellationToken.None).AboutAsync($"key pair {name}");
        }
        catch (AmazonEC2Exception e) when (e.ErrorCode == "InvalidKeyPair.Duplicate")
        {
            // Ours was deleted above, so it is this very key, whose first answer was lost, or another's.
            if (!await IsThereAsync(run, name, CancellationToken.None))
            {
                throw e.Told($"Key pair {name} could not be imported", "run the same command again");
            }
        }
        catch (AmazonEC2Exception e) when (e.ErrorCode is "KeyPairLimitExceeded" or "ResourceLimitExceeded" or "InvalidKey.Format")
        {
            throw e.Told($"Key pair {name} could not be imported", "delete key pairs that nobody needs, or reach the instance by ec2-instance-connect or ssm, which need none");
        }

        intent.Done();
    }
}
