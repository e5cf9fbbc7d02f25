using Amazon.CodeBuild;
using Amazon.CodeBuild.Model;
using Fleetyard.LocalCloud.Instances;

namespace Fleetyard.LocalCloud.Tests.CodeBuild;

internal sealed class QueueTests
{
    private const string Buildspec = "version: 0.2\nphases: {build: {commands: [one]}}";
    private readonly string folder = Path.Combine(Path.GetTempPath(), "localcloud-" + Guid.NewGuid());

    [TearDown]
    public void RemoveState() => Directory.Delete(folder, true);

    [Test]
    public async Task A_build_more_than_the_fleet_has_machines_waits_in_the_queue_for_the_first_to_end()
    {
        await using var cloud = await LocalFleet.StartAsync(folder, new FaultyHost { Run = WaitForever });
        var project = await cloud.ProjectAsync(Buildspec);
        var (first, second, third) = (await StartedAsync(cloud, project), await StartedAsync(cloud, project), await StartedAsync(cloud, project));
        await cloud.PhaseAsync(first, "BUILD");
        Assert.That((await cloud.AskAsync(second)).CurrentPhase, Is.EqualTo("QUEUED"));
        await cloud.CodeBuild.StopBuildAsync(new() { Id = second });
        Assert.That((await cloud.EndedAsync(second)).BuildStatus, Is.EqualTo(StatusType.STOPPED));
        Assert.That((await cloud.AskAsync(third)).CurrentPhase, Is.EqualTo("QUEUED"));
        await cloud.CodeBuild.StopBuildAsync(new() { Id = first });
        await cloud.PhaseAsync(third, "BUILD");
        await cloud.CodeBuild.StopBuildAsync(new() { Id = third });
        await cloud.EndedAsync(third);
    }

    [TestCase("ON_DEMAND", 1)]
    [TestCase("QUEUE", 2)]
    public async Task A_fleet_that_overflows_on_demand_or_grows_leaves_nobody_waiting(string overflow, int capacity)
    {
        await using var cloud = await LocalFleet.StartAsync(folder, new FaultyHost { Run = WaitForever });
        var fleet = await cloud.FleetAsync();
        await cloud.CodeBuild.CreateProjectAsync(LocalFleet.Project(Buildspec, fleet.Arn!));
        var (first, second) = (await StartedAsync(cloud, "project"), "");
        await cloud.PhaseAsync(first, "BUILD");
        if (overflow == "ON_DEMAND")
        {
            await cloud.CodeBuild.UpdateFleetAsync(new() { Arn = fleet.Arn, OverflowBehavior = overflow });
            second = await StartedAsync(cloud, "project");
        }
        else
        {
            second = await StartedAsync(cloud, "project");
            await cloud.CodeBuild.UpdateFleetAsync(new() { Arn = fleet.Arn, BaseCapacity = capacity });
        }

        await cloud.PhaseAsync(second, "BUILD");
        foreach (var id in new[] { first, second })
        {
            await cloud.CodeBuild.StopBuildAsync(new() { Id = id });
            await cloud.EndedAsync(id);
        }
    }

    [Test]
    public async Task A_fleet_on_another_AMI_rotates_and_one_of_another_size_updates()
    {
        var file = Path.Combine(Directory.CreateDirectory(folder).FullName, "latencies.yml");
        await File.WriteAllTextAsync(file, "fleet-updating: 60");
        await using var cloud = await LocalFleet.StartAsync(folder, new FaultyHost(), latencies: Latencies.Read(file));
        var fleet = await cloud.FleetAsync();
        Assert.That((await cloud.CodeBuild.UpdateFleetAsync(new() { Arn = fleet.Arn, BaseCapacity = 2 })).Fleet!.Status!.StatusCode, Is.EqualTo(FleetStatusCode.UPDATING));
        Assert.That((await cloud.CodeBuild.UpdateFleetAsync(new() { Arn = fleet.Arn, ImageId = await cloud.ImageAsync() })).Fleet!.Status!.StatusCode, Is.EqualTo(FleetStatusCode.ROTATING));
    }

    private static async Task<string> StartedAsync(LocalFleet cloud, string project) => (await cloud.CodeBuild.StartBuildAsync(new StartBuildRequest { ProjectName = project })).Build!.Id!;

    private static async Task<int> WaitForever(InstanceCommand command, Action<OutputChunk> output, CancellationToken cancellationToken)
    {
        if (command.Script.Contains("one", StringComparison.Ordinal))
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        return 0;
    }
}
