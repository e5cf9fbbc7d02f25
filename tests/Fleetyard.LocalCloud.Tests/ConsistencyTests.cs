using Amazon.EC2.Model;
using Microsoft.Extensions.Time.Testing;

namespace Fleetyard.LocalCloud.Tests;

internal sealed class ConsistencyTests
{
    [Test]
    public async Task An_image_and_a_changed_tag_are_seen_when_they_have_got_round()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var slow = await SlowServer.StartAsync("image-visible: 5\ntags-visible: 5\n", time);
        var server = slow.Server;
        var id = (await server.Ec2.RunInstancesAsync(await server.LaunchAsync())).Reservation.Instances[0].InstanceId;
        await Server.UntilAsync(async () => (await server.InstanceAsync(id)).State.Name == "running");
        var image = (await server.Ec2.CreateImageAsync(new CreateImageRequest { InstanceId = id, Name = "one", TagSpecifications = [new() { ResourceType = "image", Tags = [new("made", "now")] }] })).ImageId;
        await Server.RefusedAsync("InvalidAMIID.NotFound", () => server.Ec2.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [image] }));
        await server.Ec2.CreateTagsAsync(new CreateTagsRequest { Resources = [id], Tags = [new("later", "yes")] });
        Assert.That((await server.InstanceAsync(id)).Tags ?? [], Is.Empty);
        time.Advance(TimeSpan.FromSeconds(6));
        Assert.That((await server.InstanceAsync(id)).Tags.Single().Key, Is.EqualTo("later"));
        Assert.That((await server.Ec2.DescribeImagesAsync(new DescribeImagesRequest { ImageIds = [image] })).Images.Single().Tags.Single().Key, Is.EqualTo("made"));
    }
}
