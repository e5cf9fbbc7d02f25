using Fleetyard.Fleets.CodeBuild;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Policies;

/// <summary>What whoever runs Fleetyard for a recipe needs: to look, and to change what carries the recipe's tag.</summary>
/// <remarks>Source: Service Authorization Reference. What is created must be tagged with the recipe's name on creation, and only what is so tagged may be changed.</remarks>
internal sealed class CallerPolicy(RecipeScope scope)
{
    private readonly Recipe recipe = scope.Recipe;

    public PolicyDocument Document() => new(
        [Look(), .. new LaunchPolicy(scope).Statements(), .. new RemotePolicy(scope).Statements(), .. new AmiPolicy(scope).Statements(), .. KeepFleet(), .. Verify()]);

    private PolicyStatement Look() => new PolicyStatement
    {
        Sid = "Look",
        Action =
        [
            "codebuild:ListFleets", "codebuild:ListProjects",
            "ec2:DescribeImages", "ec2:DescribeInstances", "ec2:DescribeKeyPairs", "ec2:DescribeLaunchTemplateVersions", "ec2:DescribeLaunchTemplates", "ec2:DescribeSecurityGroups", "ec2:DescribeSnapshots",
        ],
        Resource = ["*"],
    }.Where("StringEquals", "aws:RequestedRegion", scope.Regions);

    private IEnumerable<PolicyStatement> KeepFleet()
    {
        var names = scope.Fleets.Select(fleet => fleet.Fleet.Name).Distinct();
        yield return new()
        {
            Sid = "KeepFleet",
            Action = ["codebuild:BatchGetFleets", "codebuild:CreateFleet", "codebuild:DeleteFleet", "codebuild:UpdateFleet"],
            Resource = scope.Everywhere("codebuild", [.. names.SelectMany(name => new[] { $"fleet/{name}", $"fleet/{name}:*" })]),
        };
        yield return new PolicyStatement { Sid = "PassFleetRole", Action = ["iam:PassRole"], Resource = [.. scope.Fleets.Select(fleet => fleet.Fleet.ServiceRole).OfType<string>().Distinct()] }
            .Where("StringEquals", "iam:PassedToService", "codebuild.amazonaws.com");
    }

    /// <summary>DeleteFleet looks for the project even where nothing is verified: an earlier recipe may have left one.</summary>
    private IEnumerable<PolicyStatement> Verify()
    {
        var projects = scope.Fleets.Select(fleet => VerifyProject.NameOf(fleet.Fleet)).Distinct().ToList();
        IReadOnlyList<string> building = recipe.Verify.Count == 0
            ? []
            : ["codebuild:BatchGetBuilds", "codebuild:CreateProject", "codebuild:DeleteProject", "codebuild:StartBuild", "codebuild:StopBuild", "codebuild:UpdateProject"];
        yield return new() { Sid = "VerifyFleet", Action = ["codebuild:BatchGetProjects", .. building], Resource = scope.Everywhere("codebuild", [.. projects.Select(project => $"project/{project}")]) };
        if (recipe.Verify.Count > 0)
        {
            yield return new() { Sid = "ReadVerifyLog", Action = ["logs:GetLogEvents"], Resource = scope.Everywhere("logs", [.. projects.Select(project => $"log-group:/aws/codebuild/{project}:log-stream:*")]) };
        }
    }
}
