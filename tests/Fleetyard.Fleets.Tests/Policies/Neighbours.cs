using Amazon.CodeBuild;
using Amazon.CodeBuild.Model;
using Amazon.EC2.Model;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.LocalCloud;
using Tag = Amazon.CodeBuild.Model.Tag;

namespace Fleetyard.Fleets.Tests.Policies;

/// <summary>Others' fleets, projects and launch templates in the account, made before its caller has a policy.</summary>
internal static class Neighbours
{
    private static readonly string[] Regions = ["us-west-2", "us-east-1"];

    /// <summary>Opens a yard that has them, under what a test configures.</summary>
    public static async Task<Yard> OpenAsync(Func<LocalCloudOptions, LocalCloudOptions> configure, Func<Yard, Task>? more = null)
    {
        var saved = Directory.CreateTempSubdirectory("neighbours-").FullName;
        try
        {
            await using (var before = await Yard.OpenAsync())
            {
                foreach (var region in Regions)
                {
                    await MoveInAsync(before.In(region));
                }

                await (more?.Invoke(before) ?? Task.CompletedTask);
                await before.SaveAsync(saved);
            }

            return await Yard.OpenAsync(configure: configure, saved: saved);
        }
        finally
        {
            Directory.Delete(saved, recursive: true);
        }
    }

    private static async Task MoveInAsync(CloudClients clients)
    {
        await CreateAsync(clients, "theirs", "theirs", []);
        await CreateAsync(clients, "another", "another-verify", [new Tag { Key = Tags.Run, Value = "20261101T000000Z-another-us-west-2" }, new Tag { Key = Tags.Recipe, Value = "another" }, new Tag { Key = Tags.Owner, Value = "tests" }]);
        await clients.Ec2.CreateLaunchTemplateAsync(new CreateLaunchTemplateRequest { LaunchTemplateName = "theirs", LaunchTemplateData = new RequestLaunchTemplateData { ImageId = "ami-0123456789abcdef0" } });
    }

    private static async Task CreateAsync(CloudClients clients, string fleet, string project, List<Tag> tags)
    {
        var role = Life.Recipe.Fleet.ServiceRole;
        var made = await clients.CodeBuild.CreateFleetAsync(new() { Name = fleet, BaseCapacity = 1, EnvironmentType = "LINUX_CONTAINER", ComputeType = "BUILD_GENERAL1_SMALL", FleetServiceRole = role, Tags = tags });
        await clients.CodeBuild.CreateProjectAsync(new CreateProjectRequest
        {
            Name = project,
            Source = new ProjectSource { Type = SourceType.NO_SOURCE, Buildspec = "version: 0.2" },
            Artifacts = new ProjectArtifacts { Type = ArtifactsType.NO_ARTIFACTS },
            Environment = new ProjectEnvironment { Type = "LINUX_CONTAINER", ComputeType = "BUILD_GENERAL1_SMALL", Image = "aws/codebuild/standard:7.0", Fleet = new ProjectFleet { FleetArn = made.Fleet!.Arn } },
            ServiceRole = role,
            Tags = tags,
        });
    }
}
