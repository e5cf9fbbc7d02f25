using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Policies;

/// <summary>What the SSM agent on the instance needs to take commands and tell how they end, or to be the other end of a session.</summary>
/// <remarks>
/// Source: Systems Manager user guide, "Configure instance permissions required for Systems Manager", less what neither Run Command
/// nor a session uses of <c>AmazonSSMManagedInstanceCore</c>. EC2 takes a profile by its name; the role in it is taken to have the same, as the console makes it.
/// </remarks>
internal static class InstanceProfilePolicy
{
    private static readonly IReadOnlyList<string> TakesCommands =
    [
        "ec2messages:AcknowledgeMessage", "ec2messages:DeleteMessage", "ec2messages:FailMessage", "ec2messages:GetEndpoint", "ec2messages:GetMessages", "ec2messages:SendReply",
    ];

    private static readonly IReadOnlyList<string> Connects =
    [
        "ssm:UpdateInstanceInformation",
        "ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel", "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel",
    ];

    public static RolePolicies Of(RecipeScope scope) => new(
        scope.Role(scope.Recipe.Instance.InstanceProfile!),
        TrustPolicy.Of(scope.Ec2Service),
        new PolicyDocument(
        [
            Statement(scope).Where("StringEquals", "aws:RequestedRegion", scope.Recipe.Region),
        ]));

    private static PolicyStatement Statement(RecipeScope scope) => scope.Recipe.Instance.Remote == RemoteAccess.Ssm
        ? new() { Sid = "TakeCommands", Action = [.. TakesCommands, .. Connects], Resource = ["*"] }
        : new() { Sid = "TakeSessions", Action = Connects, Resource = ["*"] };
}
