using System.Globalization;
using System.Text.Json.Nodes;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.CodeBuild;

/// <summary>The environment variables of a build: the buildspec's, over them the project's and StartBuild's, over all CodeBuild's own.</summary>
internal static class BuildVariables
{
    public static Dictionary<string, string> Of(BuildDocument build, Buildspec buildspec)
    {
        var variables = new Dictionary<string, string>(buildspec.Variables);
        foreach (var variable in build.Wire["environment"]!["environmentVariables"] as JsonArray ?? [])
        {
            variables[(string)variable!["name"]!] = (string)variable["value"]!;
        }

        variables["CODEBUILD_BUILD_ID"] = build.Id;
        variables["CODEBUILD_BUILD_ARN"] = BuildAnswer.Arn(build);
        variables["CODEBUILD_BUILD_NUMBER"] = build.Number.ToString(CultureInfo.InvariantCulture);
        variables["CODEBUILD_SRC_DIR"] = BuildShell.SourceDirectory;
        variables["AWS_REGION"] = build.Region;
        variables["AWS_DEFAULT_REGION"] = build.Region;
        return variables;
    }
}
