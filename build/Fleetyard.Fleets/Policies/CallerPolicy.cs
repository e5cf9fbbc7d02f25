using Fleetyard.Fleets.CodeBuild;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Policies;

/// <summary>What whoever runs Fleetyard for a recipe needs: to look, and to change what carries the recipe's tag.</summary>
/// <remarks>Source: Service Authorization Reference. What is created must be tagged with the recipe's name on creation, and only what is so tagged may be changed.</remarks>
internal sealed class CallerPolicy(Recipe recipe, RecipeArns arns)
{
    public PolicyDocument Document() => new([Look(), .. Launch(), .. RunScripts(), .. MakeAmi(), .. KeepFleet(), .. Verify()]);

    private PolicyStatement Look() => new PolicyStatement
    {
        Sid = "Look",
        Action =
        [
            "codebuild:ListFleets", "codebuild:ListProjects",
            "ec2:DescribeImages", "ec2:DescribeInstances", "ec2:DescribeSnapshots",
            "ssm:DescribeInstanceInformation",
        ],
        Resource = ["*"],
    }.Where("StringEquals", "aws:RequestedRegion", arns.Regions);

    private IEnumerable<PolicyStatement> Launch()
    {
        if (recipe.Source.Provider is not (null or AmiProvider.RedHat))
        {
            yield return new() { Sid = "FindSourceAmi", Action = ["ssm:GetParameter"], Resource = arns.HomeUnowned("ssm", "parameter/aws/service/*") };
        }

        yield return new() { Sid = "LaunchFrom", Action = ["ec2:RunInstances"], Resource = [.. arns.HomeUnowned("ec2", "image/*"), .. arns.Home("ec2", "subnet/*", "security-group/*")] };
        yield return Tagged(new() { Sid = "Launch", Action = ["ec2:RunInstances"], Resource = arns.Home("ec2", "instance/*", "volume/*") });
        yield return new() { Sid = "LaunchInterface", Action = ["ec2:RunInstances"], Resource = arns.Home("ec2", "network-interface/*") };
        yield return new PolicyStatement
        {
            Sid = "TagWhatIsCreated",
            Action = ["ec2:CreateTags"],
            Resource = [.. arns.Own("ec2", "instance/*", "volume/*"), .. arns.Unowned("ec2", "image/*", "snapshot/*")],
        }.Where("StringEquals", "ec2:CreateAction", "RunInstances", "CreateImage");
        if (recipe.Instance.InstanceProfile is { } profile)
        {
            yield return Pass("PassInstanceRole", arns.Role(profile), arns.Partition == "aws-cn" ? "ec2.amazonaws.com.cn" : "ec2.amazonaws.com");
        }

        yield return Ours(new() { Sid = "ChangeInstance", Action = ["ec2:ModifyInstanceAttribute", "ec2:StopInstances", "ec2:TerminateInstances"], Resource = arns.Home("ec2", "instance/*") });
    }

    private IEnumerable<PolicyStatement> RunScripts()
    {
        yield return new() { Sid = "SendScripts", Action = ["ssm:SendCommand"], Resource = arns.HomeUnowned("ssm", "document/AWS-RunShellScript") };
        yield return new PolicyStatement { Sid = "SendScriptsToInstance", Action = ["ssm:SendCommand"], Resource = arns.Home("ec2", "instance/*") }
            .Where("StringEquals", $"ssm:resourceTag/{Tags.Recipe}", recipe.Name);
        yield return new PolicyStatement { Sid = "FollowScripts", Action = ["ssm:CancelCommand", "ssm:GetCommandInvocation"], Resource = ["*"] }
            .Where("StringEquals", "aws:RequestedRegion", recipe.Region);
    }

    private IEnumerable<PolicyStatement> MakeAmi()
    {
        yield return Ours(new() { Sid = "ImageInstance", Action = ["ec2:CreateImage"], Resource = arns.Home("ec2", "instance/*") });
        yield return Tagged(new() { Sid = "CreateAmi", Action = ["ec2:CreateImage"], Resource = arns.HomeUnowned("ec2", "image/*", "snapshot/*") });
        yield return Ours(new() { Sid = "ChangeAmi", Action = ["ec2:DeregisterImage", "ec2:DescribeImageAttribute", "ec2:ModifyImageAttribute"], Resource = arns.Unowned("ec2", "image/*") });
        yield return Ours(new() { Sid = "DeleteSnapshots", Action = ["ec2:DeleteSnapshot"], Resource = arns.Unowned("ec2", "snapshot/*") });
    }

    private IEnumerable<PolicyStatement> KeepFleet()
    {
        var names = new[] { recipe.Fleet.Name }.Concat(recipe.OtherRegions.Select(other => other.Fleet.Name)).Distinct();
        yield return new()
        {
            Sid = "KeepFleet",
            Action = ["codebuild:BatchGetFleets", "codebuild:CreateFleet", "codebuild:DeleteFleet", "codebuild:UpdateFleet"],
            Resource = arns.Own("codebuild", [.. names.SelectMany(name => new[] { $"fleet/{name}", $"fleet/{name}:*" })]),
        };
        yield return Pass("PassFleetRole", recipe.Fleet.ServiceRole!, "codebuild.amazonaws.com");
    }

    /// <summary>DeleteFleet looks for the project even where nothing is verified: an earlier recipe may have left one.</summary>
    private IEnumerable<PolicyStatement> Verify()
    {
        var project = VerifyProject.NameOf(recipe);
        IReadOnlyList<string> building = recipe.Verify.Count == 0
            ? []
            : ["codebuild:BatchGetBuilds", "codebuild:CreateProject", "codebuild:DeleteProject", "codebuild:StartBuild", "codebuild:StopBuild", "codebuild:UpdateProject"];
        yield return new() { Sid = "VerifyFleet", Action = ["codebuild:BatchGetProjects", .. building], Resource = arns.Own("codebuild", $"project/{project}") };
        if (recipe.Verify.Count > 0)
        {
            yield return new() { Sid = "ReadVerifyLog", Action = ["logs:GetLogEvents"], Resource = arns.Own("logs", $"log-group:/aws/codebuild/{project}:log-stream:*") };
        }
    }

    private PolicyStatement Tagged(PolicyStatement statement) => statement.Where("StringEquals", $"aws:RequestTag/{Tags.Recipe}", recipe.Name);

    private PolicyStatement Ours(PolicyStatement statement) => statement.Where("StringEquals", $"aws:ResourceTag/{Tags.Recipe}", recipe.Name);

    private static PolicyStatement Pass(string sid, string role, string service) =>
        new PolicyStatement { Sid = sid, Action = ["iam:PassRole"], Resource = [role] }.Where("StringEquals", "iam:PassedToService", service);
}
