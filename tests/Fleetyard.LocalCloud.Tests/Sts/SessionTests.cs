using Amazon.EC2.Model;
using Amazon.SecurityToken.Model;
using Microsoft.Extensions.Time.Testing;

namespace Fleetyard.LocalCloud.Tests.Sts;

internal sealed class SessionTests
{
    [Test]
    public async Task Temporary_credentials_sign_until_they_expire_and_new_ones_after()
    {
        // A request signed now is within the quarter of an hour that a signature is good for, before and after the credentials' own.
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow.AddMinutes(-10));
        await using var server = await Server.StartAsync(time: time);
        using var sts = server.StsWith(server.OwnKey);
        var request = new AssumeRoleRequest { RoleArn = "arn:aws:iam::123456789012:role/builder", RoleSessionName = "one", DurationSeconds = 900 };
        var first = (await sts.AssumeRoleAsync(request)).Credentials;
        using var ec2 = server.Once("us-east-1", first);
        using var again = server.StsWith(first);
        await ec2.DescribeInstancesAsync(new DescribeInstancesRequest());
        Assert.That((await again.GetCallerIdentityAsync(new GetCallerIdentityRequest())).Arn, Is.EqualTo("arn:aws:sts::123456789012:assumed-role/builder/one"));
        time.Advance(TimeSpan.FromMinutes(16));
        await Server.RefusedAsync("RequestExpired", () => ec2.DescribeInstancesAsync(new DescribeInstancesRequest()));
        await Server.RefusedAsync("ExpiredToken", () => again.GetCallerIdentityAsync(new GetCallerIdentityRequest()));
        using var ssm = server.SsmOnce(first);
        await Server.RefusedAsync("ExpiredTokenException", () => ssm.GetParameterAsync(new() { Name = "/none" }));
        using var fresh = server.Once("us-east-1", (await sts.AssumeRoleAsync(request)).Credentials);
        await fresh.DescribeInstancesAsync(new DescribeInstancesRequest());
    }
}
