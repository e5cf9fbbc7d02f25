using Amazon.EC2;
using Amazon.EC2.Model;
using Fleetyard.LocalCloud.Faults;

namespace Fleetyard.LocalCloud.Tests.Ec2;

internal sealed class CapacityTests
{
    [Test]
    public async Task A_zone_without_capacity_refuses_a_type_that_another_zone_has()
    {
        await using var server = await StartAsync(new() { Shortages = [new() { InstanceType = "t3.large", Zone = "us-east-1a" }, new() { InstanceType = "t3.small", IsUnsupported = true }] });
        var request = await server.LaunchAsync();
        await Server.RefusedAsync("InsufficientInstanceCapacity", () => server.Ec2.RunInstancesAsync(request));
        request.Placement = new() { AvailabilityZone = "us-east-1b" };
        Assert.That((await server.Ec2.RunInstancesAsync(request)).Reservation.Instances, Has.Count.EqualTo(1));
        request.InstanceType = "t3.small";
        await Server.RefusedAsync("Unsupported", () => server.Ec2.RunInstancesAsync(request));
        var offered = await server.Ec2.DescribeInstanceTypeOfferingsAsync(new DescribeInstanceTypeOfferingsRequest { LocationType = "availability-zone", Filters = [new("instance-type", ["t3.small", "x2gd.metal"])] });
        Assert.That(offered.InstanceTypeOfferings.Select(one => $"{one.InstanceType} {one.Location}"), Is.EqualTo(new[] { "x2gd.metal us-east-1a", "x2gd.metal us-east-1b", "x2gd.metal us-east-1c" }));
    }

    [TestCase(FaultKind.InsufficientInstanceCapacity)]
    [TestCase(FaultKind.Unsupported)]
    public async Task A_shortage_of_the_fault_plan_lasts_for_the_call_or_for_the_type_that_it_names(FaultKind kind)
    {
        var plan = new FaultPlan([new("RunInstances", 1, kind)]) { Shortages = [new() { InstanceType = "t3.small", IsUnsupported = kind == FaultKind.Unsupported }] };
        await using var server = await Server.StartAsync(with: options => options with { Faults = plan });
        using var once = server.Once("us-east-1");
        var request = await server.LaunchAsync();
        await Server.RefusedAsync(kind.ToString(), () => once.RunInstancesAsync(request));
        Assert.That((await once.RunInstancesAsync(request)).Reservation.Instances, Has.Count.EqualTo(1));
        request.InstanceType = "t3.small";
        await Server.RefusedAsync(kind.ToString(), () => once.RunInstancesAsync(request));
        await Server.RefusedAsync(kind.ToString(), () => once.RunInstancesAsync(request));
    }

    [Test]
    public async Task A_spot_instance_is_taken_back_when_the_plan_says_so()
    {
        await using var host = new FaultyHost();
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = await StartAsync(new() { SpotLifetime = TimeSpan.FromMinutes(5) }, host, time);
        var instance = (await server.Ec2.RunInstancesAsync(await SpotAsync(server))).Reservation.Instances.Single();
        Assert.That(instance.InstanceLifecycle.Value, Is.EqualTo("spot"));
        Assert.That(instance.SpotInstanceRequestId, Does.StartWith("sir-"));
        await Server.UntilAsync(async () => (await server.InstanceAsync(instance.InstanceId)).State.Name == "running");
        await Server.RefusedAsync("UnsupportedOperation", () => server.Ec2.StopInstancesAsync(new StopInstancesRequest { InstanceIds = [instance.InstanceId] }));
        time.Advance(TimeSpan.FromMinutes(6));
        await Server.UntilAsync(async () => (await server.InstanceAsync(instance.InstanceId)).State.Name == "terminated");
        Assert.That((await server.InstanceAsync(instance.InstanceId)).StateReason.Code, Is.EqualTo("Server.SpotInstanceTermination"));
        Assert.That(host.Living, Is.Empty);
    }

    [Test]
    public async Task A_bid_below_the_price_and_one_instance_too_many_are_refused()
    {
        await using var server = await StartAsync(new() { SpotPrice = 0.03m, MostSpotInstances = 1 });
        var request = await SpotAsync(server);
        request.InstanceMarketOptions.SpotOptions = new() { MaxPrice = "0.02" };
        await Server.RefusedAsync("SpotMaxPriceTooLow", () => server.Ec2.RunInstancesAsync(request));
        request.InstanceMarketOptions.SpotOptions.MaxPrice = "cheap";
        await Server.RefusedAsync("InvalidParameterValue", () => server.Ec2.RunInstancesAsync(request));
        request.InstanceMarketOptions.SpotOptions.MaxPrice = "0.05";
        await server.Ec2.RunInstancesAsync(request);
        await Server.RefusedAsync("MaxSpotInstanceCountExceeded", () => server.Ec2.RunInstancesAsync(request));
    }

    [Test]
    public async Task Hosts_and_reservations_are_those_of_the_account()
    {
        await using var server = await StartAsync(new() { DedicatedHosts = ["h-0123456789abcdef0"], Reservations = ["cr-0123456789abcdef0"] });
        var request = await server.LaunchAsync();
        (request.Placement, request.CapacityReservationSpecification) = (new() { HostId = "h-0123456789abcdef0" }, new() { CapacityReservationTarget = new() { CapacityReservationId = "cr-0123456789abcdef0" } });
        var instance = (await server.Ec2.RunInstancesAsync(request)).Reservation.Instances.Single();
        Assert.That((instance.Placement.HostId, instance.Placement.Tenancy.Value, instance.CapacityReservationId), Is.EqualTo(("h-0123456789abcdef0", "host", "cr-0123456789abcdef0")));
        request.Placement.HostId = "h-0123456789abcdef1";
        await Server.RefusedAsync("InvalidHostID.NotFound", () => server.Ec2.RunInstancesAsync(request));
        (request.Placement, request.CapacityReservationSpecification.CapacityReservationTarget.CapacityReservationId) = (null, "cr-0123456789abcdef1");
        await Server.RefusedAsync("InvalidCapacityReservationId.NotFound", () => server.Ec2.RunInstancesAsync(request));
    }

    [Test]
    public async Task An_image_can_be_made_of_a_spot_instance_that_cannot_be_stopped()
    {
        await using var server = await StartAsync(new());
        var id = (await server.Ec2.RunInstancesAsync(await SpotAsync(server))).Reservation.Instances.Single().InstanceId;
        await Server.UntilAsync(async () => (await server.InstanceAsync(id)).State.Name == "running");
        var image = (await server.Ec2.CreateImageAsync(new CreateImageRequest { InstanceId = id, Name = "one" })).ImageId;
        await Server.UntilAsync(async () => (await server.Ec2.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [image] })).Images[0].State == ImageState.Available);
        Assert.That((await server.InstanceAsync(id)).State.Name.Value, Is.EqualTo("running"));
    }

    private static Task<Server> StartAsync(Capacity capacity, FaultyHost? host = null, TimeProvider? time = null) =>
        Server.StartAsync(host, time: time, with: options => options with { Capacity = capacity });

    private static async Task<RunInstancesRequest> SpotAsync(Server server)
    {
        var request = await server.LaunchAsync();
        request.InstanceMarketOptions = new() { MarketType = MarketType.Spot };
        return request;
    }
}
