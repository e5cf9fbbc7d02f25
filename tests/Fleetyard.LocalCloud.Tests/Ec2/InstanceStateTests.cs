using System.Collections.Concurrent;
using Amazon.EC2.Model;

namespace Fleetyard.LocalCloud.Tests.Ec2;

internal sealed class InstanceStateTests
{
    [Test]
    public async Task Instances_are_rebooted_all_or_none()
    {
        var steps = new ConcurrentQueue<string>();
        await using var host = new FaultyHost
        {
            Before = step =>
            {
                steps.Enqueue(step);
                return Task.CompletedTask;
            },
        };
        await using var server = await Server.StartAsync(host);
        List<string> ids = [await server.OnlineAsync(), await server.OnlineAsync()];
        await server.Ec2.StopInstancesAsync(new StopInstancesRequest { InstanceIds = [ids[1]] });
        await Server.UntilAsync(async () => (await server.InstanceAsync(ids[1])).State.Name == "stopped");
        await Server.RefusedAsync("IncorrectState", () => server.Ec2.RebootInstancesAsync(new RebootInstancesRequest { InstanceIds = ids }));
        await server.Ec2.StopInstancesAsync(new StopInstancesRequest { InstanceIds = [ids[0]] });
        await Server.UntilAsync(async () => (await server.InstanceAsync(ids[0])).State.Name == "stopped");
        Assert.That(steps, Does.Not.Contain("RebootAsync"));
    }
}
