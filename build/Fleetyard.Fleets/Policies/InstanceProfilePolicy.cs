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

    private static readonly IReadOnlyList<string> TakesSessions = ["ssmmessages:CreateDataChannel", "ssmmessages:OpenDataChannel"];

    private static readonly IReadOnlyList<string> Reports = ["ssm:UpdateInstanceInformation", "ssmmessages:CreateControlChannel", "ssmmessages:OpenControlChannel"];

    public static RolePolicies Of(RecipeScope scope) => new(
        scope.Role(scope.Recipe.Instance.InstanceProfile!),
        TrustPolicy.Of(scope.Ec2Service),
        new PolicyDocument(
        [
            Statement(scope, "Report", Reports),
            scope.Recipe.Instance.Remote == RemoteAccess.Ssm ? Statement(scope, "TakeCommands", TakesCommands) : Statement(scope, "TakeSessions", TakesSessions),
        ]));

    private static PolicyStatement Statement(RecipeScope scope, string sid, IReadOnlyList<string> actions) =>
        new PolicyStatement { Sid = sid, Action = actions, Resource = ["*"] }.Where("StringEquals", "aws:RequestedRegion", scope.Recipe.Region);
}
