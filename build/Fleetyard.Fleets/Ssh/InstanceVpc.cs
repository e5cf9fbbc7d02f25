using Amazon.EC2;
using Amazon.EC2.Model;
using Fleetyard.Fleets.Runs;

namespace Fleetyard.Fleets.Ssh;

/// <summary>The VPC that a run's instance is launched into.</summary>
internal static class InstanceVpc
{
    /// <summary>The id of the VPC of the recipe's subnets, else of the region's default one.</summary>
    /// <exception cref="FleetException">There is none, or the subnets are of several.</exception>
    public static async Task<string> FindAsync(FleetRun run, CancellationToken cancellationToken)
    {
        var subnets = run.Recipe.Instance.Placement.SubnetIds;
        if (subnets.Count == 0)
        {
            var answer = await run.Clients.Ec2.DescribeVpcsAsync(new DescribeVpcsRequest { Filters = [new Filter("is-default", ["true"])] }, cancellationToken);
            return answer.Vpcs?.FirstOrDefault()?.VpcId
                ?? throw new FleetException($"{run.Recipe.Region} has no default VPC for the security group that SSH needs; name a subnet in instance.subnets of {run.Recipe.File}, or reach the instance by ssm.");
        }

        try
        {
            var found = (await run.Clients.Ec2.DescribeSubnetsAsync(new DescribeSubnetsRequest { SubnetIds = [.. subnets] }, cancellationToken)).Subnets ?? [];
            var vpcs = found.Select(subnet => subnet.VpcId).Distinct().ToList();
            return vpcs.Count == 1
                ? vpcs[0]
                : throw new FleetException($"The subnets {string.Join(", ", subnets)} are in {vpcs.Count} VPCs ({string.Join(", ", vpcs)}), and the security group that SSH needs is of one; name subnets of one VPC in instance.subnets of {run.Recipe.File}.");
        }
        catch (AmazonEC2Exception e) when (e.ErrorCode is "InvalidSubnetID.NotFound" or "InvalidSubnetID.Malformed")
        {
            throw e.Told($"The VPC of {string.Join(", ", subnets)} cannot be found", $"name subnets of {run.Recipe.Region} in instance.subnets of {run.Recipe.File}");
        }
    }
}
