using Amazon.EC2.Model;
using Amazon.Runtime;
using Microsoft.Extensions.Time.Testing;

namespace Fleetyard.LocalCloud.Tests;

internal sealed class ThrottleTests
{
    [Test]
    public async Task A_bucket_of_EC2_runs_empty_is_another_for_each_operation_and_region_and_fills_again()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = await Server.StartAsync(time: time, with: options => options with { Throttles = true });
        using var ec2 = server.Once("us-east-1");
        using var west = server.Once("us-west-2");
        var unfiltered = await UntilThrottledAsync(() => ec2.DescribeInstancesAsync(new DescribeInstancesRequest()));
        Assert.That(unfiltered, Is.EqualTo(50));
        await ec2.DescribeInstancesAsync(new DescribeInstancesRequest { MaxResults = 5 });
        await ec2.DescribeImagesAsync(new DescribeImagesRequest { Owners = ["self"] });
        await west.DescribeInstancesAsync(new DescribeInstancesRequest());
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(await UntilThrottledAsync(() => ec2.DescribeInstancesAsync(new DescribeInstancesRequest())), Is.EqualTo(10));
        Assert.That(await UntilThrottledAsync(() => ec2.RunInstancesAsync(new RunInstancesRequest { ImageId = "ami-0123456789abcdef0", MinCount = 1, MaxCount = 1 }), "InvalidAMIID.NotFound"), Is.EqualTo(5));
    }

    [Test]
    public async Task A_latency_file_may_throttle_and_says_what_it_may_say()
    {
        var folder = Directory.CreateTempSubdirectory("throttle-");
        try
        {
            var file = Path.Combine(folder.FullName, "latency.yml");
            await File.WriteAllTextAsync(file, "throttling: aws\nimage-pending: 1-2\n");
            var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
            await using var server = await Server.StartAsync(latencies: Latencies.Read(file), time: time);
            using var ssm = server.SsmOnce();
            Assert.That(await UntilThrottledAsync(() => ssm.GetParameterAsync(new() { Name = "/none" }), "ParameterNotFound", "ThrottlingException"), Is.EqualTo(40));
            await File.WriteAllTextAsync(file, "throttling: gently\n");
            Assert.That(() => Latencies.Read(file), Throws.InstanceOf<LocalCloudException>().With.Message.EqualTo($"latencies {file}: 'throttling' is 'gently'; use aws or none."));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <returns>How many calls were not throttled.</returns>
    private static async Task<int> UntilThrottledAsync(Func<Task> call, string? otherwise = null, string code = "RequestLimitExceeded")
    {
        for (var calls = 0; ; calls++)
        {
            try
            {
                await call();
            }
            catch (AmazonServiceException fault) when (fault.ErrorCode == code)
            {
                return calls;
            }
            catch (AmazonServiceException fault) when (fault.ErrorCode == otherwise)
            {
            }
        }
    }
}
