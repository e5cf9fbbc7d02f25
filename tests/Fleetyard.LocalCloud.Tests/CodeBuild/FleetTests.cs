using Amazon.CodeBuild.Model;
using Microsoft.Extensions.Time.Testing;

namespace Fleetyard.LocalCloud.Tests.CodeBuild;

internal sealed class FleetTests
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), "localcloud-" + Guid.NewGuid());

    [TearDown]
    public void RemoveState() => Directory.Delete(folder, true);

    [Test]
    public async Task An_empty_object_takes_the_scaling_away_and_nothing_leaves_it()
    {
        await using var cloud = await StartAsync();
        var made = await cloud.FleetAsync(fleet => fleet.ScalingConfiguration = new() { ScalingType = "TARGET_TRACKING_SCALING", MaxCapacity = 3 });
        Assert.That(made.ScalingConfiguration?.DesiredCapacity, Is.EqualTo(1));
        var left = await cloud.CodeBuild.UpdateFleetAsync(new() { Arn = made.Arn, BaseCapacity = 2 });
        Assert.That(left.Fleet!.ScalingConfiguration?.MaxCapacity, Is.EqualTo(3));
        var cleared = await cloud.CodeBuild.UpdateFleetAsync(new() { Arn = made.Arn, ScalingConfiguration = new() });
        Assert.That((cleared.Fleet!.ScalingConfiguration, cleared.Fleet.BaseCapacity), Is.EqualTo((default(ScalingConfigurationOutput), 2)));
    }

    [Test]
    public async Task Fleets_are_listed_in_pages_and_in_the_order_asked()
    {
        await using var cloud = await StartAsync();
        var image = await cloud.ImageAsync();
        foreach (var name in new[] { "bb", "cc", "aa" })
        {
            await cloud.CodeBuild.CreateFleetAsync(new() { Name = name, BaseCapacity = 1, EnvironmentType = "LINUX_EC2", ComputeType = "BUILD_GENERAL1_SMALL", ImageId = image });
        }

        var first = await cloud.CodeBuild.ListFleetsAsync(new() { MaxResults = 2, SortBy = "NAME", SortOrder = "DESCENDING" });
        var second = await cloud.CodeBuild.ListFleetsAsync(new() { MaxResults = 2, SortBy = "NAME", SortOrder = "DESCENDING", NextToken = first.NextToken });
        Assert.That(first.Fleets.Concat(second.Fleets).Select(arn => arn.Split('/')[1][..2]), Is.EqualTo(new[] { "cc", "bb", "aa" }));
        Assert.That(second.NextToken, Is.Null);
        Assert.That(async () => await cloud.CodeBuild.ListFleetsAsync(new() { NextToken = "x" }), Throws.InstanceOf<InvalidInputException>());
    }

    [Test]
    public async Task A_fleet_is_found_by_name_and_by_ARN()
    {
        await using var cloud = await StartAsync();
        var made = await cloud.FleetAsync();
        var found = await cloud.CodeBuild.BatchGetFleetsAsync(new() { Names = [made.Arn!, "other"] });
        Assert.That((found.Fleets.Single().Name, found.FleetsNotFound.Single()), Is.EqualTo(("fleet", "other")));
        Assert.That((await cloud.CodeBuild.BatchGetFleetsAsync(new() { Names = ["fleet"] })).Fleets.Single().Arn, Is.EqualTo(made.Arn));
    }

    [Test]
    public async Task A_deleted_fleet_is_pending_and_then_gone()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var file = Path.Combine(Directory.CreateDirectory(folder).FullName, "latencies.yml");
        await File.WriteAllTextAsync(file, "fleet-deleting: 60");
        await using var cloud = await LocalFleet.StartAsync(folder, new FaultyHost(), time, Latencies.Read(file));
        var made = await cloud.FleetAsync();
        await cloud.CodeBuild.DeleteFleetAsync(new() { Arn = made.Arn });
        var pending = await cloud.CodeBuild.BatchGetFleetsAsync(new() { Names = ["fleet"] });
        Assert.That(pending.Fleets.Single().Status!.StatusCode!.Value, Is.EqualTo("PENDING_DELETION"));
        Assert.That(async () => await cloud.CodeBuild.UpdateFleetAsync(new() { Arn = made.Arn, BaseCapacity = 2 }), Throws.InstanceOf<InvalidInputException>());
        time.Advance(TimeSpan.FromSeconds(61));
        Assert.That((await cloud.CodeBuild.BatchGetFleetsAsync(new() { Names = ["fleet"] })).FleetsNotFound, Is.EqualTo(new[] { "fleet" }));
        Assert.That(async () => await cloud.CodeBuild.DeleteFleetAsync(new() { Arn = made.Arn }), Throws.InstanceOf<InvalidInputException>());
    }

    [TestCase("us-west-2", false, ExpectedResult = "CREATE_FAILED")]
    [TestCase("us-west-2", true, ExpectedResult = "ACTIVE")]
    [TestCase("eu-north-1", false, ExpectedResult = "ACTIVE")]
    public async Task<string> An_AMI_is_shared_with_the_regions_organization_or_where_none_is_known_with_any(string region, bool right)
    {
        await using var cloud = await LocalFleet.StartAsync(folder, new FaultyHost(), region: region);
        var made = await cloud.FleetAsync(organization: right ? LocalFleet.Organization : "arn:aws:organizations::111122223333:organization/o-0123456789");
        return (await cloud.CodeBuild.BatchGetFleetsAsync(new() { Names = [made.Arn!] })).Fleets.Single().Status!.StatusCode!.Value;
    }

    [Test]
    public async Task What_a_fleet_may_not_have_is_refused([Values] Wrong wrong)
    {
        await using var cloud = await StartAsync();
        Assert.That(async () => await cloud.FleetAsync(fleet => Spoil(fleet, wrong)), Throws.InstanceOf<InvalidInputException>());
    }

    internal enum Wrong
    {
        Name,
        Capacity,
        ComputeType,
        NoInstanceType,
        OtherArchitecture,
        ScalesDown,
        VpcAndProxy,
        Subnets,
        Tags,
        TagTwice,
    }

    private static void Spoil(CreateFleetRequest fleet, Wrong wrong)
    {
        switch (wrong)
        {
            case Wrong.Name:
                fleet.Name = "-a";
                break;
            case Wrong.Capacity:
                fleet.BaseCapacity = 0;
                break;
            case Wrong.ComputeType:
                fleet.ComputeType = "BUILD_GENERAL1_TINY";
                break;
            case Wrong.NoInstanceType:
                fleet.ComputeType = "CUSTOM_INSTANCE_TYPE";
                break;
            case Wrong.OtherArchitecture:
                (fleet.ComputeType, fleet.ComputeConfiguration) = ("CUSTOM_INSTANCE_TYPE", new() { InstanceType = "c7g.large" });
                break;
            case Wrong.ScalesDown:
                (fleet.BaseCapacity, fleet.ScalingConfiguration) = (2, new() { MaxCapacity = 1 });
                break;
            case Wrong.VpcAndProxy:
                (fleet.VpcConfig, fleet.ProxyConfiguration) = (new() { VpcId = "vpc-1" }, new() { DefaultBehavior = "DENY_ALL" });
                break;
            case Wrong.Subnets:
                fleet.VpcConfig = new() { VpcId = "vpc-1", Subnets = [.. Enumerable.Range(0, 17).Select(number => $"subnet-{number}")] };
                break;
            case Wrong.Tags:
                fleet.Tags = [.. Enumerable.Range(0, 51).Select(number => new Tag { Key = $"key{number}", Value = "" })];
                break;
            case Wrong.TagTwice:
                fleet.Tags = [new() { Key = "one", Value = "1" }, new() { Key = "one", Value = "2" }];
                break;
        }
    }

    private Task<LocalFleet> StartAsync() => LocalFleet.StartAsync(folder, new FaultyHost());
}
