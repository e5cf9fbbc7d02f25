using Amazon.EC2;
using Amazon.EC2.Model;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Waiting;

namespace Fleetyard.Fleets.Ssh;

/// <summary>The security group of a run, open to one address at the port of SSH.</summary>
/// <remarks>CreateSecurityGroup has no client token: its name, which tells run and attempt, is its idempotency.</remarks>
internal static class SecurityGroups
{
    private const int Port = SshTarget.SshPort;

    /// <summary>How long an instance that ends may keep its security group.</summary>
    private static readonly TimeSpan LetGo = TimeSpan.FromMinutes(10);

    /// <summary>The run's group, made where it is not there yet, with its one rule.</summary>
    /// <exception cref="FleetException">It could not be made, or one of its name is not the run's or is open wider.</exception>
    public static async Task<string> EnsureAsync(FleetRun run, string step, SshAccess access, string from, Waiter waiter, CancellationToken cancellationToken)
    {
        var vpc = await InstanceVpc.FindAsync(run, cancellationToken);
        var group = await FindAsync(run, vpc, access.Name, cancellationToken);
        var id = group?.GroupId ?? await CreateAsync(run, step, vpc, access.Name);
        run.Learn(step, state => state with { Ssh = access with { SecurityGroupId = id } });
        if (await OpensAsync(run, id, from, waiter, cancellationToken))
        {
            run.Log.Say($"Security group {id} lets {from} in at port {Port}");
        }

        return id;
    }

    /// <summary>Deletes the run's group; an instance that is on its way out keeps it for a while.</summary>
    /// <exception cref="FleetException">It was still in use at the deadline.</exception>
    public static async Task RemoveAsync(FleetRun run, SshAccess access, Waiter waiter, CancellationToken cancellationToken)
    {
        if ((access.SecurityGroupId ?? await OwnAsync(run, access.Name, cancellationToken)) is { } id)
        {
            await LetGoAsync(run.Clients.Ec2, id, waiter, cancellationToken);
            run.Log.Say($"Deleted security group {id}");
        }
    }

    /// <summary>Deletes a group as soon as nothing uses it any more.</summary>
    /// <exception cref="FleetException">It was still in use at the deadline.</exception>
    public static Task LetGoAsync(IAmazonEC2 ec2, string id, Waiter waiter, CancellationToken cancellationToken) =>
        waiter.ForAsync($"security group {id} to be let go of", LetGo, token => DeleteAsync(ec2, id, token), "see in the EC2 console which network interface uses it.", cancellationToken);

    /// <summary>Null as long as something uses it.</summary>
    private static async Task<string?> DeleteAsync(IAmazonEC2 ec2, string id, CancellationToken cancellationToken)
    {
        try
        {
            await ec2.DeleteSecurityGroupAsync(new DeleteSecurityGroupRequest { GroupId = id }, cancellationToken);
            return id;
        }
        catch (AmazonEC2Exception e) when (e.ErrorCode == "DependencyViolation")
        {
            return null;
        }
        catch (AmazonEC2Exception e) when (e.ErrorCode == "InvalidGroup.NotFound")
        {
            return id;
        }
    }

    private static async Task<SecurityGroup?> FindAsync(FleetRun run, string vpc, string name, CancellationToken cancellationToken)
    {
        var request = new DescribeSecurityGroupsRequest { Filters = [new Filter("group-name", [name]), new Filter("vpc-id", [vpc])] };
        var group = (await run.Clients.Ec2.DescribeSecurityGroupsAsync(request, cancellationToken)).SecurityGroups?.FirstOrDefault();
        return group is null || group.Tags?.Any(tag => tag.Key == Tags.Run && tag.Value == run.State.RunId) == true
            ? group
            : throw new FleetException($"A security group named {name} is there already ({group.GroupId}) and not of this run; delete it, and run the same command again.");
    }

    private static async Task<string?> OwnAsync(FleetRun run, string name, CancellationToken cancellationToken)
    {
        var request = new DescribeSecurityGroupsRequest { Filters = [new Filter("group-name", [name]), new Filter($"tag:{Tags.Run}", [run.State.RunId])] };
        return (await run.Clients.Ec2.DescribeSecurityGroupsAsync(request, cancellationToken)).SecurityGroups?.FirstOrDefault()?.GroupId;
    }

    /// <remarks>Takes no cancellation token: an answer that is cut off leaves a group that nobody knows.</remarks>
    private static async Task<string> CreateAsync(FleetRun run, string step, string vpc, string name)
    {
        var intent = run.Intend(step, "CreateSecurityGroup", $"{name} in {vpc}");
        var request = new CreateSecurityGroupRequest
        {
            GroupName = name,
            Description = $"SSH to the instance of {run.State.RunId}",
            VpcId = vpc,
            TagSpecifications = [new TagSpecification { ResourceType = ResourceType.SecurityGroup, Tags = Tags.Ec2(Tags.Of(run, name)) }],
        };
        try
        {
            var id = (await run.Clients.Ec2.CreateSecurityGroupAsync(request, CancellationToken.None)).GroupId;
            intent.Done(id);
            return id;
        }
        catch (AmazonEC2Exception e) when (e.ErrorCode == "InvalidGroup.Duplicate")
        {
            return (await FindAsync(run, vpc, name, CancellationToken.None))?.GroupId
                ?? throw e.Told($"Security group {name} could not be made", "run the same command again");
        }
        catch (AmazonEC2Exception e) when (e.ErrorCode is "SecurityGroupLimitExceeded" or "ResourceLimitExceeded")
        {
            throw e.Told($"Security group {name} could not be made", $"delete groups that nobody needs (./build.sh --target=Cleanup removes Fleetyard's), raise the quota 'VPC security groups per Region', or reach the instance by ssm");
        }
        catch (AmazonEC2Exception e) when (e.ErrorCode is "InvalidVpcID.NotFound" or "VPCIdNotSpecified")
        {
            throw e.Told($"Security group {name} could not be made in {vpc}", $"name a subnet of a VPC that is there in instance.subnets of {run.Recipe.File}");
        }
    }

    /// <summary>Whether the rule had to be made; another rule in the group is none of the run's, and is refused.</summary>
    private static async Task<bool> OpensAsync(FleetRun run, string id, string from, Waiter waiter, CancellationToken cancellationToken)
    {
        var group = await waiter.ForAsync($"EC2 to list security group {id}", TimeSpan.FromMinutes(2), token => DescribeAsync(run, id, token), "run the same command again.", cancellationToken);
        var open = (group.IpPermissions ?? []).SelectMany(permission => Opened(permission)).ToList();
        if (open.Any(rule => rule != $"{Port} {from}"))
        {
            throw new FleetException($"Security group {id} lets in more than {from} at port {Port} ({string.Join(", ", open)}), which was not of this run's doing; delete it, and run the same command again.");
        }

        if (open.Count > 0)
        {
            return false;
        }

        await SecurityGroupRule.AuthorizeAsync(run, id, from);
        return true;
    }

    private static async Task<SecurityGroup?> DescribeAsync(FleetRun run, string id, CancellationToken cancellationToken)
    {
        try
        {
            return (await run.Clients.Ec2.DescribeSecurityGroupsAsync(new DescribeSecurityGroupsRequest { GroupIds = [id] }, cancellationToken)).SecurityGroups?.FirstOrDefault();
        }
        catch (AmazonEC2Exception e) when (e.ErrorCode == "InvalidGroup.NotFound")
        {
            return null;
        }
    }

    private static IEnumerable<string> Opened(IpPermission permission) =>
        (permission.Ipv4Ranges ?? []).Select(range => range.CidrIp)
            .Concat((permission.Ipv6Ranges ?? []).Select(range => range.CidrIpv6))
            .Concat((permission.UserIdGroupPairs ?? []).Select(pair => pair.GroupId))
            .Concat((permission.PrefixListIds ?? []).Select(list => list.Id))
            .Select(from => permission.IpProtocol == "tcp" && permission.FromPort == permission.ToPort ? $"{permission.FromPort} {from}" : $"{permission.IpProtocol} {permission.FromPort}-{permission.ToPort} {from}");
}
