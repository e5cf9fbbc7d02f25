using Fleetyard.Fleets.CodeBuild;

namespace Fleetyard.Fleets.Policies;

/// <summary>What CodeBuild needs to run the fleet on its AMI, in its VPC, and to write the log of the build that verifies it.</summary>
/// <remarks>Source: CodeBuild user guide, "Reserved capacity fleets" (the AMI), "Allow CodeBuild to access AWS services required to create a VPC network interface", "Logs".</remarks>
internal static class FleetRolePolicy
{
    public static RolePolicies Of(RecipeScope scope) => new(
        scope.Recipe.Fleet.ServiceRole!, TrustPolicy.Of("codebuild.amazonaws.com", scope.Account), new PolicyDocument([Ami(scope), .. Vpc(scope), .. Logs(scope)]));

    private static PolicyStatement Ami(RecipeScope scope) => new PolicyStatement
    {
        Sid = "ReadAmi",
        Action = ["ec2:DescribeImages", "ec2:DescribeSnapshots"],
        Resource = ["*"],
    }.Where("StringEquals", "aws:RequestedRegion", scope.Regions);

    private static IEnumerable<PolicyStatement> Vpc(RecipeScope scope)
    {
        var places = scope.Fleets.Where(place => place.Fleet.Vpc is not null).ToList();
        if (places.Count == 0)
        {
            yield break;
        }

        yield return new PolicyStatement
        {
            Sid = "ConnectToVpc",
            Action =
            [
                "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface", "ec2:DescribeDhcpOptions", "ec2:DescribeNetworkInterfaces",
                "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs",
            ],
            Resource = ["*"],
        }.Where("StringEquals", "aws:RequestedRegion", [.. places.Select(place => place.Region)]);
        foreach (var (region, fleet) in places)
        {
            yield return new PolicyStatement
            {
                Sid = $"GiveInterfaces{region.Replace("-", "", StringComparison.Ordinal)}",
                Action = ["ec2:CreateNetworkInterfacePermission"],
                Resource = [scope.Partition.Arn("ec2", region, scope.Account, "network-interface/*")],
            }.Where("StringEquals", "ec2:AuthorizedService", "codebuild.amazonaws.com")
             .Where("ArnEquals", "ec2:Subnet", [.. fleet.Vpc!.Subnets.Select(subnet => scope.Partition.Arn("ec2", region, scope.Account, $"subnet/{subnet}"))]);
        }
    }

    private static IEnumerable<PolicyStatement> Logs(RecipeScope scope) => scope.Recipe.Verify.Count == 0 ? [] :
    [
        new PolicyStatement
        {
            Sid = "WriteVerifyLog",
            Action = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
            Resource = scope.Everywhere("logs", [.. scope.Fleets.Select(fleet => $"log-group:/aws/codebuild/{VerifyProject.NameOf(fleet.Fleet)}").Distinct().SelectMany(group => new[] { group, $"{group}:*" })]),
        },
    ];
}
