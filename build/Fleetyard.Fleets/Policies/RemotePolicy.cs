using Fleetyard.Fleets.Ssh.Sessions;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Policies;

/// <summary>What it takes to run scripts on the instance.</summary>
internal sealed class RemotePolicy(RecipeScope scope)
{
    private readonly Recipe recipe = scope.Recipe;

    public IEnumerable<PolicyStatement> Statements() => recipe.Instance.Remote switch
    {
        RemoteAccess.Ssm => BySsm(),
        RemoteAccess.Ssh => [.. Way(), Reboot(), .. WithKeyPair()],
        _ => [.. Way(), Reboot(), WithInstanceConnect()],
    };

    private IEnumerable<PolicyStatement> Way() => recipe.Instance.Ssh.Through == SshRoute.SessionManager ? ThroughSession() : ByOpening();

    private IEnumerable<PolicyStatement> BySsm()
    {
        yield return new() { Sid = "SendScripts", Action = ["ssm:SendCommand"], Resource = scope.Home("ssm", "document/AWS-RunShellScript") };
        yield return new PolicyStatement { Sid = "SendScriptsToInstance", Action = ["ssm:SendCommand"], Resource = scope.Home("ec2", "instance/*") }
            .Where("StringEquals", $"ssm:resourceTag/{Tags.Recipe}", recipe.Name);
        yield return new PolicyStatement { Sid = "FollowScripts", Action = ["ssm:CancelCommand", "ssm:DescribeInstanceInformation", "ssm:GetCommandInvocation"], Resource = ["*"] }
            .Where("StringEquals", "aws:RequestedRegion", recipe.Region);
    }

    private IEnumerable<PolicyStatement> ByOpening()
    {
        yield return new PolicyStatement { Sid = "FindVpc", Action = [recipe.Instance.Placement.SubnetIds.Count > 0 ? "ec2:DescribeSubnets" : "ec2:DescribeVpcs"], Resource = ["*"] }
            .Where("StringEquals", "aws:RequestedRegion", recipe.Region);
        yield return new() { Sid = "OpenInVpc", Action = ["ec2:CreateSecurityGroup"], Resource = scope.Home("ec2", "vpc/*") };
        yield return scope.Created(new() { Sid = "Open", Action = ["ec2:CreateSecurityGroup"], Resource = scope.Home("ec2", "security-group/*") });
        yield return new PolicyStatement { Sid = "TagOpening", Action = ["ec2:CreateTags"], Resource = scope.Home("ec2", "security-group/*") }.Where("StringEquals", "ec2:CreateAction", "CreateSecurityGroup");
        yield return scope.Ours(new() { Sid = "ChangeOpening", Action = ["ec2:AuthorizeSecurityGroupIngress", "ec2:DeleteSecurityGroup", "ec2:RevokeSecurityGroupIngress"], Resource = scope.Home("ec2", "security-group/*") });
    }

    /// <remarks>
    /// Source: Systems Manager user guide, "Sample IAM policies for Session Manager": a session's id begins with the name of the user who started it,
    /// which a role's session has as its user id.
    /// </remarks>
    private IEnumerable<PolicyStatement> ThroughSession()
    {
        yield return new() { Sid = "StartSession", Action = ["ssm:StartSession"], Resource = scope.Home("ssm", $"document/{SessionTunnel.Document}") };
        yield return new PolicyStatement { Sid = "StartSessionOnInstance", Action = ["ssm:StartSession"], Resource = scope.Home("ec2", "instance/*") }
            .Where("StringEquals", $"ssm:resourceTag/{Tags.Recipe}", recipe.Name);
        yield return new() { Sid = "UseOwnSessions", Action = ["ssm:TerminateSession", "ssmmessages:OpenDataChannel"], Resource = scope.Home("ssm", "session/${aws:username}-*", "session/${aws:userid}-*") };
        yield return new PolicyStatement { Sid = "FindSessions", Action = ["ssm:DescribeSessions"], Resource = ["*"] }
            .Where("StringEquals", "aws:RequestedRegion", recipe.Region);
    }

    private PolicyStatement Reboot() =>
        scope.Ours(new() { Sid = "Reboot", Action = ["ec2:RebootInstances"], Resource = scope.Home("ec2", "instance/*") });

    private IEnumerable<PolicyStatement> WithKeyPair()
    {
        yield return scope.Created(new() { Sid = "ImportKeyPair", Action = ["ec2:ImportKeyPair"], Resource = scope.Home("ec2", "key-pair/*") });
        yield return new PolicyStatement { Sid = "TagKeyPair", Action = ["ec2:CreateTags"], Resource = scope.Home("ec2", "key-pair/*") }.Where("StringEquals", "ec2:CreateAction", "ImportKeyPair");
        yield return scope.Ours(new() { Sid = "DeleteKeyPair", Action = ["ec2:DeleteKeyPair"], Resource = scope.Home("ec2", "key-pair/*") });
    }

    private PolicyStatement WithInstanceConnect() =>
        scope.Ours(new() { Sid = "PushKey", Action = ["ec2-instance-connect:SendSSHPublicKey"], Resource = scope.Home("ec2", "instance/*") });
}
