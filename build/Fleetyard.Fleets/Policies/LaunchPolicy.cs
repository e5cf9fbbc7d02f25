using Fleetyard.Fleets.Instances;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Policies;

/// <summary>What it takes to launch the instance and to end it.</summary>
internal sealed class LaunchPolicy(RecipeScope scope)
{
    private readonly BuildInstance instance = scope.Recipe.Instance;

    public IEnumerable<PolicyStatement> Statements()
    {
        if (SourceAmis.ParameterOf(scope.Recipe.Source, scope.Recipe.Region) is { } parameter)
        {
            yield return new() { Sid = "FindSourceAmi", Action = ["ssm:GetParameter"], Resource = scope.Home("ssm", $"parameter{parameter}") };
        }

        yield return new() { Sid = "LaunchFrom", Action = ["ec2:RunInstances"], Resource = scope.Home("ec2", ["image/*", "subnet/*", "security-group/*", .. Named()]) };
        yield return scope.Created(new() { Sid = "Launch", Action = ["ec2:RunInstances"], Resource = scope.Home("ec2", Made()) });
        yield return new PolicyStatement { Sid = "TagInstance", Action = ["ec2:CreateTags"], Resource = scope.Home("ec2", Made()) }.Where("StringEquals", "ec2:CreateAction", "RunInstances");
        if (instance.InstanceProfile is { } profile)
        {
            yield return new PolicyStatement { Sid = "PassInstanceRole", Action = ["iam:PassRole"], Resource = [scope.Role(profile)] }.Where("StringEquals", "iam:PassedToService", scope.Ec2Service);
        }

        yield return scope.Ours(new() { Sid = "ChangeInstance", Action = Changes(), Resource = scope.Home("ec2", "instance/*") });
    }

    private IEnumerable<string> Named()
    {
        if (instance.Remote == RemoteAccess.Ssh)
        {
            yield return "key-pair/*";
        }

        if (instance.Placement.HostId is { } host)
        {
            yield return $"dedicated-host/{host}";
        }

        if (instance.Placement.CapacityReservationId is { } reservation)
        {
            yield return $"capacity-reservation/{reservation}";
        }
    }

    private IReadOnlyList<string> Made() => instance.Market == InstanceMarket.Spot
        ? ["instance/*", "network-interface/*", "spot-instances-request/*", "volume/*"]
        : ["instance/*", "network-interface/*", "volume/*"];

    /// <summary>EC2 stops no one-time Spot Instance, so nobody asks for it.</summary>
    private IReadOnlyList<string> Changes() => instance.Market == InstanceMarket.Spot
        ? ["ec2:ModifyInstanceAttribute", "ec2:TerminateInstances"]
        : ["ec2:ModifyInstanceAttribute", "ec2:StopInstances", "ec2:TerminateInstances"];
}
