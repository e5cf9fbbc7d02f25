namespace Fleetyard.Fleets.Policies;

/// <summary>What the SSM agent on the instance needs to take commands and tell how they end.</summary>
/// <remarks>
/// Source: Systems Manager user guide, "Configure instance permissions required for Systems Manager", less what Run Command does not use
/// of <c>AmazonSSMManagedInstanceCore</c>. EC2 takes a profile by its name; the role in it is taken to have the same, as the console makes it.
/// </remarks>
internal static class InstanceProfilePolicy
{
    public static RolePolicies Of(RecipeScope scope) => new(
        scope.Role(scope.Recipe.Instance.InstanceProfile!),
        TrustPolicy.Of(scope.Ec2Service),
        new PolicyDocument(
        [
            new PolicyStatement
            {
                Sid = "TakeCommands",
                Action =
                [
                    "ec2messages:AcknowledgeMessage", "ec2messages:DeleteMessage", "ec2messages:FailMessage", "ec2messages:GetEndpoint", "ec2messages:GetMessages", "ec2messages:SendReply",
                    "ssm:UpdateInstanceInformation",
                    "ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel", "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel",
                ],
                Resource = ["*"],
            }.Where("StringEquals", "aws:RequestedRegion", scope.Recipe.Region),
        ]));
}
