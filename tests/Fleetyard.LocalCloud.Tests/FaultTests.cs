using Amazon.EC2;
using Amazon.EC2.Model;
using Fleetyard.LocalCloud.Instances;
using Microsoft.Extensions.Time.Testing;

namespace Fleetyard.LocalCloud.Tests;

internal sealed class FaultTests
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), "localcloud-" + Guid.NewGuid());

    [TearDown]
    public void RemoveState() => Directory.Delete(folder, true);

    [Test]
    public async Task An_instance_that_cannot_be_launched_ends_with_the_hosts_reason()
    {
        await using var host = new FaultyHost { Launch = () => throw new InstanceHostException("the disk is full") };
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = await LocalCloudServer.StartAsync(new() { StateDirectory = folder, Host = host, Latencies = Latencies.Aws, Time = time }, CancellationToken.None);
        using var ec2 = new AmazonEC2Client(server.AccessKeyId, server.SecretAccessKey, new AmazonEC2Config { ServiceURL = server.Endpoint.ToString(), AuthenticationRegion = "us-east-1" });
        var debian = (await ec2.DescribeImagesAsync(new DescribeImagesRequest { Owners = ["136693071363"], Filters = [new("name", ["debian-13-amd64*"])] })).Images.Single();
        var id = (await ec2.RunInstancesAsync(new RunInstancesRequest { ImageId = debian.ImageId, InstanceType = "t3.large", MinCount = 1, MaxCount = 1 })).Reservation.Instances[0].InstanceId;
        var ask = new DescribeInstancesRequest { InstanceIds = [id] };
        Assert.That(async () => await ec2.DescribeInstancesAsync(ask), Throws.InstanceOf<AmazonEC2Exception>().With.Property("ErrorCode").EqualTo("InvalidInstanceID.NotFound"));
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.That(async () => (await ec2.DescribeInstancesAsync(ask)).Reservations[0].Instances[0].StateReason?.Message, Does.Contain("the disk is full").After(5000, 50));
    }
}
