using Fleetyard.LocalCloud.Faults;

namespace Fleetyard.LocalCloud.Tests.CodeBuild;

/// <summary>Fleets that a plan lets go wrong.</summary>
internal sealed class FleetFaultTests
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), "localcloud-" + Guid.NewGuid());

    [TearDown]
    public void RemoveState() => Directory.Delete(folder, true);

    [TestCase(FaultKind.FleetFails, "CREATE_FAILED")]
    [TestCase(FaultKind.FleetLacksCapacity, "INSUFFICIENT_CAPACITY")]
    public async Task A_fleet_ends_in_CREATE_FAILED_with_its_context(FaultKind kind, string context)
    {
        await using var cloud = await LocalFleet.StartAsync(folder, new FaultyHost(), faults: new FaultPlan([new("CreateFleet", 1, kind)]));
        await cloud.CodeBuild.CreateFleetAsync(new() { Name = "fleet", BaseCapacity = 1, EnvironmentType = "LINUX_EC2", ComputeType = "BUILD_GENERAL1_SMALL", ImageId = await cloud.ImageAsync() });
        var status = (await cloud.CodeBuild.BatchGetFleetsAsync(new() { Names = ["fleet"] })).Fleets.Single().Status!;
        Assert.That((status.StatusCode!.Value, status.Context!.Value), Is.EqualTo(("CREATE_FAILED", context)));
        Assert.That(status.Message, Does.Contain("fleet"));
    }
}
