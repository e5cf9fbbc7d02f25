using Amazon.CloudWatchLogs;
using Amazon.CloudWatchLogs.Model;
using Amazon.CodeBuild;
using Amazon.CodeBuild.Model;
using Amazon.EC2;
using Amazon.EC2.Model;
using Amazon.Runtime;
using Fleetyard.LocalCloud.Faults;
using Fleetyard.LocalCloud.Instances;
using CreateFleetRequest = Amazon.CodeBuild.Model.CreateFleetRequest;

namespace Fleetyard.LocalCloud.Tests.CodeBuild;

/// <summary>A LocalCloud with clients of one region, and what it takes to have a fleet and a project there.</summary>
internal sealed class LocalFleet : IAsyncDisposable
{
    public const string Organization = "arn:aws:organizations::381491982620:organization/o-0412o99a4r";
    public const string Role = "arn:aws:iam::000000000000:role/build";
    private readonly LocalCloudServer server;

    private LocalFleet(LocalCloudServer server, string region)
    {
        this.server = server;
        var url = server.Endpoint.ToString();
        var credentials = new BasicAWSCredentials(server.AccessKeyId, server.SecretAccessKey);
        Ec2 = new(credentials, new AmazonEC2Config { ServiceURL = url, AuthenticationRegion = region });
        CodeBuild = new(credentials, new AmazonCodeBuildConfig { ServiceURL = url, AuthenticationRegion = region });
        Logs = new(credentials, new AmazonCloudWatchLogsConfig { ServiceURL = url, AuthenticationRegion = region });
    }

    public AmazonEC2Client Ec2 { get; }

    public AmazonCodeBuildClient CodeBuild { get; }

    public AmazonCloudWatchLogsClient Logs { get; }

    public static async Task<LocalFleet> StartAsync(string folder, IInstanceHost host, TimeProvider? time = null, Latencies? latencies = null, string region = "us-west-2", FaultPlan? faults = null) =>
        new(await LocalCloudServer.StartAsync(new() { StateDirectory = folder, Host = host, Time = time ?? TimeProvider.System, Latencies = latencies ?? Latencies.None, Faults = faults ?? FaultPlan.None }, CancellationToken.None), region);

    public async Task<string> ImageAsync(string organization = Organization)
    {
        var debian = (await Ec2.DescribeImagesAsync(new DescribeImagesRequest { Owners = ["136693071363"], Filters = [new("name", ["debian-13-amd64*"])] })).Images.Single();
        var run = await Ec2.RunInstancesAsync(new RunInstancesRequest { ImageId = debian.ImageId, InstanceType = "t3.large", MinCount = 1, MaxCount = 1 });
        var instance = run.Reservation.Instances[0].InstanceId;
        await InstanceAsync(instance, "running");
        await Ec2.StopInstancesAsync(new StopInstancesRequest { InstanceIds = [instance] });
        await InstanceAsync(instance, "stopped");
        var image = (await Ec2.CreateImageAsync(new CreateImageRequest { InstanceId = instance, Name = Guid.NewGuid().ToString() })).ImageId;
        await UntilAsync(async () => (await Ec2.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [image] })).Images[0].State == ImageState.Available);
        await Ec2.TerminateInstancesAsync(new TerminateInstancesRequest { InstanceIds = [instance] });
        await InstanceAsync(instance, "terminated");
        await Ec2.ModifyImageAttributeAsync(new ModifyImageAttributeRequest { ImageId = image, LaunchPermission = new() { Add = [new() { OrganizationArn = organization }] } });
        return image;
    }

    public async Task<Fleet> FleetAsync(Action<CreateFleetRequest>? change = null, string organization = Organization)
    {
        var request = new CreateFleetRequest
        {
            Name = "fleet",
            BaseCapacity = 1,
            EnvironmentType = "LINUX_EC2",
            ComputeType = "BUILD_GENERAL1_SMALL",
            ImageId = await ImageAsync(organization),
            FleetServiceRole = Role,
        };
        change?.Invoke(request);
        return (await CodeBuild.CreateFleetAsync(request)).Fleet!;
    }

    /// <summary>A project on a fleet of its own.</summary>
    public async Task<string> ProjectAsync(string buildspec)
    {
        var request = Project(buildspec, (await FleetAsync()).Arn!);
        await CodeBuild.CreateProjectAsync(request);
        return request.Name!;
    }

    public static CreateProjectRequest Project(string buildspec, string fleetArn) => new()
    {
        Name = "project",
        Source = new() { Type = SourceType.NO_SOURCE, Buildspec = buildspec },
        Artifacts = new() { Type = ArtifactsType.NO_ARTIFACTS },
        Environment = new() { Type = "LINUX_EC2", ComputeType = "BUILD_GENERAL1_SMALL", Image = "ami-1", Fleet = new() { FleetArn = fleetArn } },
        ServiceRole = Role,
    };

    /// <summary>Starts a build of a new project, and waits for its end.</summary>
    public async Task<Build> BuildAsync(string buildspec)
    {
        var build = await CodeBuild.StartBuildAsync(new() { ProjectName = await ProjectAsync(buildspec) });
        return await EndedAsync(build.Build!.Id!);
    }

    public async Task<Build> EndedAsync(string id)
    {
        Build build = null!;
        await UntilAsync(async () => (build = await AskAsync(id)).BuildComplete == true);
        return build;
    }

    public async Task<Build> AskAsync(string id) => (await CodeBuild.BatchGetBuildsAsync(new() { Ids = [id] })).Builds.Single();

    /// <summary>Waits until a build is in a phase.</summary>
    public Task PhaseAsync(string id, string phase) => UntilAsync(async () => (await AskAsync(id)).CurrentPhase == phase);

    /// <summary>All of a build's log, without what the agent says.</summary>
    public async Task<List<string>> OutputAsync(Build build) => [.. (await LogAsync(build)).Where(line => !line.StartsWith("[Container]", StringComparison.Ordinal))];

    public async Task<List<string>> LogAsync(Build build)
    {
        var lines = new List<string>();
        string? token = null;
        while (true)
        {
            var page = await Logs.GetLogEventsAsync(new GetLogEventsRequest { LogGroupName = build.Logs!.GroupName, LogStreamName = build.Logs.StreamName, StartFromHead = true, NextToken = token });
            lines.AddRange(page.Events.Select(line => line.Message!.TrimEnd('\n')));
            if (page.NextForwardToken == token)
            {
                return lines;
            }

            token = page.NextForwardToken;
        }
    }

    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await holds())
        {
            await Task.Delay(20, deadline.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Ec2.Dispose();
        CodeBuild.Dispose();
        Logs.Dispose();
        await server.DisposeAsync();
    }

    private Task InstanceAsync(string id, string state) => UntilAsync(async () =>
        (await Ec2.DescribeInstancesAsync(new DescribeInstancesRequest { InstanceIds = [id] })).Reservations[0].Instances[0].State.Name.Value == state);
}
