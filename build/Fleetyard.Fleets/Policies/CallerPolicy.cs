using Fleetyard.Fleets.CodeBuild;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Policies;

/// <summary>What whoever runs Fleetyard for a recipe needs: to look, and to change what carries the recipe's tag.</summary>
/// <remarks>Source: Service Authorization Reference. What is created must be tagged with the recipe's name on creation, and only what is so tagged may be changed.</remarks>
internal sealed class CallerPolicy(RecipeScope scope)
{
    private readonly Recipe recipe = scope.Recipe;

    public PolicyDocument Document() => new(
        [Look(), LookAtFleets(), .. new LaunchPolicy(scope).Statements(), .. new RemotePolicy(scope).Statements(), .. new AmiPolicy(scope).Statements(), .. KeepFleet(), .. Verify(), .. new ElsewherePolicy(scope).Statements()]);

    private PolicyStatement Look()
    {
        var look = new PolicyStatement
        {
            Sid = "Look",
            Action =
            [
                "codebuild:ListFleets", "codebuild:ListProjects",
                "ec2:DescribeImages", "ec2:DescribeInstances", "ec2:DescribeKeyPairs", "ec2:DescribeLaunchTemplateVersions", "ec2:DescribeLaunchTemplates",
                .. scope.IsEverywhere ? ["ec2:DescribeRegions"] : Array.Empty<string>(), "ec2:DescribeSecurityGroups", "ec2:DescribeSnapshots",
            ],
            Resource = ["*"],
        };
        return scope.IsEverywhere ? look : look.Where("StringEquals", "aws:RequestedRegion", scope.Looked);
    }

    /// <summary>CodeBuild refuses to tell of some fleets or projects where one of them may not be read, and its lists have everybody's.</summary>
    private PolicyStatement LookAtFleets() => new()
    {
        Sid = "LookAtFleets",
        Action = ["codebuild:BatchGetFleets", "codebuild:BatchGetProjects"],
        Resource = scope.In(scope.Looked, "codebuild", "fleet/*", $"project/*{VerifyProject.Suffix}"),
    };

    private IEnumerable<PolicyStatement> KeepFleet()
    {
        yield return new()
        {
            Sid = "KeepFleet",
            Action = ["codebuild:CreateFleet", "codebuild:DeleteFleet", "codebuild:UpdateFleet"],
            Resource = scope.Everywhere("codebuild", scope.FleetNames),
        };
        yield return new PolicyStatement { Sid = "PassFleetRole", Action = ["iam:PassRole"], Resource = [.. scope.Fleets.Select(fleet => fleet.Fleet.ServiceRole).OfType<string>().Distinct()] }
            .Where("StringEquals", "iam:PassedToService", "codebuild.amazonaws.com");
    }

    private IEnumerable<PolicyStatement> Verify()
    {
        if (recipe.Verify.Count == 0)
        {
            yield break;
        }

        var projects = scope.Fleets.Select(fleet => VerifyProject.NameOf(fleet.Fleet)).Distinct().ToList();
        yield return new()
        {
            Sid = "VerifyFleet",
            Action = ["codebuild:BatchGetBuilds", "codebuild:CreateProject", "codebuild:DeleteProject", "codebuild:ListBuildsForProject", "codebuild:StartBuild", "codebuild:StopBuild", "codebuild:UpdateProject"],
            Resource = scope.Everywhere("codebuild", [.. projects.Select(project => $"project/{project}")]),
        };
        yield return new() { Sid = "ReadVerifyLog", Action = ["logs:GetLogEvents"], Resource = scope.Everywhere("logs", [.. projects.Select(project => $"log-group:/aws/codebuild/{project}:log-stream:*")]) };
    }
}
