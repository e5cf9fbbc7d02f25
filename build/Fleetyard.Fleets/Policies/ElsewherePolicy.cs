using Fleetyard.Fleets.CodeBuild;

namespace Fleetyard.Fleets.Policies;

/// <summary>What it takes to remove what a recipe left in regions that it does not name: its tag tells it, and a fleet's name.</summary>
/// <remarks>Source: Service Authorization Reference, CodeBuild: a project's tags may be a condition, a fleet's not, so a fleet that had another name is left to an administrator.</remarks>
internal sealed class ElsewherePolicy(RecipeScope scope)
{
    public IEnumerable<PolicyStatement> Statements()
    {
        if (scope.Elsewhere.Count == 0)
        {
            yield break;
        }

        yield return new() { Sid = "DeleteFleetElsewhere", Action = ["codebuild:DeleteFleet"], Resource = scope.In(scope.Elsewhere, "codebuild", scope.FleetNames) };
        yield return scope.Ours(new()
        {
            Sid = "TakeDownElsewhere",
            Action =
            [
                "codebuild:DeleteProject",
                "ec2:DeleteKeyPair", "ec2:DeleteSecurityGroup", "ec2:DeleteSnapshot", "ec2:DeregisterImage", "ec2:DisableImageDeregistrationProtection", "ec2:TerminateInstances",
            ],
            Resource =
            [
                .. scope.In(scope.Elsewhere, "codebuild", $"project/*{VerifyProject.Suffix}"),
                .. scope.In(scope.Elsewhere, "ec2", "image/*", "instance/*", "key-pair/*", "security-group/*", "snapshot/*"),
            ],
        });
    }
}
