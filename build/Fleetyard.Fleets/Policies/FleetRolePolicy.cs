using Fleetyard.Fleets.CodeBuild;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Policies;

/// <summary>What CodeBuild needs to run the fleet on its AMI, in its VPC, and to write the log of the build that verifies it.</summary>
/// <remarks>Source: CodeBuild user guide, "Reserved capacity fleets" (the AMI), "Allow CodeBuild to access AWS services required to create a VPC network interface", "Logs".</remarks>
internal static class FleetRolePolicy
{
    public static RolePolicies Of(Recipe recipe, RecipeArns arns) => new(
        recipe.Fleet.ServiceRole!, TrustPolicy.Of("codebuild.amazonaws.com", arns.Account), new PolicyDocument([Ami(arns), .. Vpc(recipe, arns), .. Logs(recipe, arns)]));

    private static PolicyStatement Ami(RecipeArns arns) => new PolicyStatement
    {
        Sid = "ReadAmi",
        Action = ["ec2:DescribeImages", "ec2:DescribeSnapshots"],
        Resource = ["*"],
    }.Where("StringEquals", "aws:RequestedRegion", arns.Regions);

    private static IEnumerable<PolicyStatement> Vpc(Recipe recipe, RecipeArns arns)
    {
        var places = new[] { (recipe.Region, recipe.Fleet.Vpc) }.Concat(recipe.OtherRegions.Select(other => (other.Region, other.Fleet.Vpc))).Where(place => place.Vpc is not null).ToList();
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
        foreach (var (region, vpc) in places)
        {
            yield return new PolicyStatement
            {
                Sid = $"GiveInterfaces{region.Replace("-", "", StringComparison.Ordinal)}",
                Action = ["ec2:CreateNetworkInterfacePermission"],
                Resource = [$"arn:{arns.Partition}:ec2:{region}:{arns.Account}:network-interface/*"],
            }.Where("StringEquals", "ec2:AuthorizedService", "codebuild.amazonaws.com")
             .Where("ArnEquals", "ec2:Subnet", [.. vpc!.Subnets.Select(subnet => $"arn:{arns.Partition}:ec2:{region}:{arns.Account}:subnet/{subnet}")]);
        }
    }

    private static IEnumerable<PolicyStatement> Logs(Recipe recipe, RecipeArns arns) => recipe.Verify.Count == 0 ? [] :
    [
        new PolicyStatement
        {
            Sid = "WriteVerifyLog",
            Action = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
            Resource = arns.Own("logs", $"log-group:/aws/codebuild/{VerifyProject.NameOf(recipe)}", $"log-group:/aws/codebuild/{VerifyProject.NameOf(recipe)}:*"),
        },
    ];
}
