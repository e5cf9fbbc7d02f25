using System.Text.Json.Nodes;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Iam;

/// <summary>What CodeBuild does with a fleet's and with a project's service role.</summary>
/// <remarks>Source: CodeBuild user guide, "Reserved capacity fleets", "Allow CodeBuild to access AWS services required to create a VPC network interface", "Create a CodeBuild service role".</remarks>
internal static class FleetAccesses
{
    private static readonly string[] OfImage = ["ec2:DescribeImages", "ec2:DescribeSnapshots"];

    private static readonly string[] OfVpc =
    [
        "ec2:CreateNetworkInterface", "ec2:DeleteNetworkInterface", "ec2:DescribeDhcpOptions", "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets", "ec2:DescribeVpcs",
    ];

    private static readonly string[] OfLog = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"];

    public static IEnumerable<Access> Of(string region, JsonObject fleet)
    {
        var subnets = (fleet["vpcConfig"]?["subnets"] as JsonArray ?? []).Select(subnet => (string)subnet!).ToList();
        return
        [
            .. fleet["imageId"] is null ? [] : OfImage.Select(action => On(region, action, "*")),
            .. subnets.Count == 0 ? [] : OfVpc.Select(action => On(region, action, "*")),
            .. subnets.Select(subnet => Permission(region, subnet)),
        ];
    }

    public static IEnumerable<Access> Of(string region, LogLocation log)
    {
        var group = $"arn:aws:logs:{region}:{Cloud.AccountId}:log-group:{log.Group}";
        return OfLog.Select(action => On(region, action, action == "logs:CreateLogGroup" ? group : $"{group}:log-stream:{log.Stream}"));
    }

    /// <summary>Lets CodeBuild attach a network interface in the fleet's subnet.</summary>
    private static Access Permission(string region, string subnet)
    {
        var access = On(region, "ec2:CreateNetworkInterfacePermission", $"arn:aws:ec2:{region}:{Cloud.AccountId}:network-interface/*");
        return access with
        {
            Context = new Dictionary<string, IReadOnlyList<string>>(access.Context)
            {
                ["ec2:AuthorizedService"] = ["codebuild.amazonaws.com"],
                ["ec2:Subnet"] = [$"arn:aws:ec2:{region}:{Cloud.AccountId}:subnet/{subnet}"],
            },
        };
    }

    private static Access On(string region, string action, string resource) =>
        new(action, resource) { Context = new Dictionary<string, IReadOnlyList<string>> { ["aws:RequestedRegion"] = [region] } };
}
