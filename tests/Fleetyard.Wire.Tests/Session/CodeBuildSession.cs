using Amazon.CloudWatchLogs;
using Amazon.CloudWatchLogs.Model;
using Amazon.CodeBuild;
using Amazon.CodeBuild.Model;
using Amazon.EC2;
using Amazon.Runtime;
using ModifyImageAttributeRequest = Amazon.EC2.Model.ModifyImageAttributeRequest;

namespace Fleetyard.Wire.Tests.Session;

/// <summary>Calls every operation of CodeBuild and CloudWatch Logs that Fleetyard's clients have; LocalCloud may refuse any.</summary>
internal sealed class CodeBuildSession(IAmazonCodeBuild codebuild, IAmazonCloudWatchLogs logs, IAmazonEC2 ec2)
{
    private const string None = "arn:aws:codebuild:us-west-2:000000000000:fleet/none:00000000-0000-0000-0000-000000000000";

    public async Task RunAsync(string imageId)
    {
        await ec2.ModifyImageAttributeAsync(new ModifyImageAttributeRequest { ImageId = imageId, LaunchPermission = new() { Add = [new() { OrganizationArn = "arn:aws:organizations::381491982620:organization/o-0412o99a4r" }] } });
        var fleet = await FleetAsync(imageId);
        await ProjectAsync(fleet.Arn!, imageId);
        await BuildAsync();
        await TriedAsync(() => codebuild.DeleteProjectAsync(new DeleteProjectRequest { Name = "project" }));
        await TriedAsync(() => codebuild.DeleteFleetAsync(new DeleteFleetRequest { Arn = None }));
        await codebuild.DeleteFleetAsync(new DeleteFleetRequest { Arn = fleet.Arn });
    }

    private async Task<Fleet> FleetAsync(string imageId)
    {
        var request = new CreateFleetRequest
        {
            Name = "fleet",
            BaseCapacity = 1,
            EnvironmentType = EnvironmentType.LINUX_EC2,
            ComputeType = ComputeType.ATTRIBUTE_BASED_COMPUTE,
            ComputeConfiguration = new() { VCpu = 2, Memory = 4, Disk = 64, MachineType = MachineType.GENERAL },
            ScalingConfiguration = new() { ScalingType = FleetScalingType.TARGET_TRACKING_SCALING, MaxCapacity = 2, TargetTrackingScalingConfigs = [new() { MetricType = FleetScalingMetricType.FLEET_UTILIZATION_RATE, TargetValue = 50 }] },
            OverflowBehavior = FleetOverflowBehavior.QUEUE,
            ImageId = imageId,
            FleetServiceRole = "arn:aws:iam::000000000000:role/fleet",
            Tags = [new() { Key = "a", Value = "b" }],
        };
        await codebuild.CreateFleetAsync(request);
        await LocalSession.RefusedAsync("ResourceAlreadyExistsException", () => codebuild.CreateFleetAsync(request));
        var active = await LocalSession.UntilAsync(() => codebuild.BatchGetFleetsAsync(new BatchGetFleetsRequest { Names = ["fleet", "none"] }), answer => answer.Fleets[0].Status?.StatusCode == FleetStatusCode.ACTIVE);
        await codebuild.ListFleetsAsync(new ListFleetsRequest { MaxResults = 10, SortBy = FleetSortByType.NAME, SortOrder = SortOrderType.ASCENDING });
        await codebuild.UpdateFleetAsync(new UpdateFleetRequest { Arn = active.Fleets[0].Arn, BaseCapacity = 2, ScalingConfiguration = new(), OverflowBehavior = FleetOverflowBehavior.ON_DEMAND });
        await LocalSession.RefusedAsync("ResourceNotFoundException", () => codebuild.UpdateFleetAsync(new UpdateFleetRequest { Arn = None, BaseCapacity = 2 }));
        return active.Fleets[0];
    }

    private async Task ProjectAsync(string fleet, string imageId)
    {
        var source = new ProjectSource { Type = SourceType.NO_SOURCE, Buildspec = """{"version":"0.2","phases":{"build":{"commands":["true"]}}}""" };
        var artifacts = new ProjectArtifacts { Type = ArtifactsType.NO_ARTIFACTS };
        var environment = new ProjectEnvironment { Type = EnvironmentType.LINUX_EC2, ComputeType = ComputeType.ATTRIBUTE_BASED_COMPUTE, Image = imageId, Fleet = new() { FleetArn = fleet } };
        var role = "arn:aws:iam::000000000000:role/project";
        var request = new CreateProjectRequest { Name = "project", Source = source, Artifacts = artifacts, Environment = environment, ServiceRole = role };
        await TriedAsync(() => codebuild.CreateProjectAsync(request));
        await TriedAsync(() => codebuild.CreateProjectAsync(request));
        await TriedAsync(() => codebuild.UpdateProjectAsync(new UpdateProjectRequest { Name = "project", Description = "d", Source = source, Artifacts = artifacts, Environment = environment, ServiceRole = role }));
        await TriedAsync(() => codebuild.UpdateProjectAsync(new UpdateProjectRequest { Name = "none", Description = "d" }));
        await TriedAsync(() => codebuild.BatchGetProjectsAsync(new BatchGetProjectsRequest { Names = ["project", "none"] }));
        await TriedAsync(() => codebuild.ListProjectsAsync(new ListProjectsRequest { SortBy = ProjectSortByType.NAME }));
    }

    private async Task BuildAsync()
    {
        var first = await TriedAsync(() => codebuild.StartBuildAsync(new StartBuildRequest { ProjectName = "project", IdempotencyToken = "one" }));
        await TriedAsync(() => codebuild.StartBuildAsync(new StartBuildRequest { ProjectName = "none" }));
        if (first?.Build?.Id is not { } id)
        {
            return;
        }

        var ended = await LocalSession.UntilAsync(() => codebuild.BatchGetBuildsAsync(new BatchGetBuildsRequest { Ids = [id, "project:00000000-0000-0000-0000-000000000000"] }), answer => answer.Builds[0].BuildComplete == true);
        await TriedAsync(() => codebuild.ListBuildsForProjectAsync(new ListBuildsForProjectRequest { ProjectName = "project" }));
        await TriedAsync(() => codebuild.ListBuildsForProjectAsync(new ListBuildsForProjectRequest { ProjectName = "none" }));
        await TriedAsync(() => codebuild.StopBuildAsync(new StopBuildRequest { Id = id }));
        await TriedAsync(() => codebuild.StopBuildAsync(new StopBuildRequest { Id = "project:00000000-0000-0000-0000-000000000000" }));
        var location = ended.Builds[0].Logs;
        await TriedAsync(() => logs.GetLogEventsAsync(new GetLogEventsRequest { LogGroupName = location?.GroupName ?? "/aws/codebuild/project", LogStreamName = location?.StreamName ?? "one", StartFromHead = true }));
        await TriedAsync(() => logs.GetLogEventsAsync(new GetLogEventsRequest { LogGroupName = "/aws/codebuild/none", LogStreamName = "none" }));
    }

    /// <summary>Which of these calls LocalCloud must answer is asked by the coverage test.</summary>
    private static async Task<T?> TriedAsync<T>(Func<Task<T>> call)
        where T : class
    {
        try
        {
            return await call();
        }
        catch (AmazonServiceException)
        {
            return null;
        }
    }
}
