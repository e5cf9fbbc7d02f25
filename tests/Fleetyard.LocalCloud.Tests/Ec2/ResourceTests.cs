using Amazon.EC2.Model;

namespace Fleetyard.LocalCloud.Tests.Ec2;

internal sealed class ResourceTests
{
    [Test]
    public async Task Tags_go_on_what_has_none_and_come_off_by_key_by_value_or_all()
    {
        await using var server = await Server.StartAsync();
        var id = (await server.Ec2.RunInstancesAsync(await server.LaunchAsync())).Reservation.Instances[0].BlockDeviceMappings[0].Ebs.VolumeId;
        await server.Ec2.CreateTagsAsync(new CreateTagsRequest { Resources = [id], Tags = [new("a", "1"), new("b", "2"), new("c", "3"), new("d", "4")] });
        await server.Ec2.DeleteTagsAsync(new DeleteTagsRequest { Resources = [id], Tags = [new() { Key = "a" }, new("b", "other"), new("c", "3")] });
        Assert.That(await TagsAsync(server, id), Is.EqualTo(new[] { "b", "d" }));
        await server.Ec2.DeleteTagsAsync(new DeleteTagsRequest { Resources = [id] });
        Assert.That(await TagsAsync(server, id), Is.Empty);
    }

    [Test]
    public async Task A_resource_has_fifty_tags_and_no_more()
    {
        await using var server = await Server.StartAsync();
        var id = (await server.Ec2.RunInstancesAsync(await server.LaunchAsync())).Reservation.Instances[0].InstanceId;
        await server.Ec2.CreateTagsAsync(new CreateTagsRequest { Resources = [id], Tags = [.. Enumerable.Range(0, 50).Select(index => new Tag($"k{index}", "v"))] });
        await server.Ec2.CreateTagsAsync(new CreateTagsRequest { Resources = [id], Tags = [new("k0", "other")] });
        await Server.RefusedAsync("TagLimitExceeded", () => server.Ec2.CreateTagsAsync(new CreateTagsRequest { Resources = [id], Tags = [new("k50", "v")] }));
        await Server.RefusedAsync("InvalidParameterValue", () => server.Ec2.CreateTagsAsync(new CreateTagsRequest { Resources = [id], Tags = [new("aws:x", "v")] }));
        await Server.RefusedAsync("InvalidParameterValue", () => server.Ec2.CreateTagsAsync(new CreateTagsRequest { Resources = [id], Tags = [new(new string('k', 129), "v")] }));
        await Server.RefusedAsync("InvalidVolume.NotFound", () => server.Ec2.CreateTagsAsync(new CreateTagsRequest { Resources = ["vol-0123456789abcdef0"], Tags = [new("a", "b")] }));
    }

    [Test]
    public async Task A_long_list_comes_in_pages_that_hold_each_once()
    {
        await using var server = await Server.StartAsync();
        var request = await server.LaunchAsync();
        (request.MinCount, request.MaxCount) = (12, 12);
        await server.Ec2.RunInstancesAsync(request);
        var seen = new List<string>();
        var ask = new DescribeInstancesRequest { MaxResults = 5 };
        for (var pages = 1; pages == 1 || ask.NextToken is not null; pages++)
        {
            var page = await server.Ec2.DescribeInstancesAsync(ask);
            seen.AddRange(page.Reservations.SelectMany(reservation => reservation.Instances).Select(instance => instance.InstanceId));
            Assert.That(pages, Is.LessThanOrEqualTo(3));
            ask.NextToken = page.NextToken;
        }

        Assert.That(seen, Is.Unique.And.Count.EqualTo(12));
        Assert.That((await server.Ec2.DescribeImagesAsync(new DescribeImagesRequest { MaxResults = 1 })).NextToken, Is.Not.Null);
        await Server.RefusedAsync("InvalidNextToken", () => server.Ec2.DescribeImagesAsync(new DescribeImagesRequest { NextToken = "5" }));
        await Server.RefusedAsync("InvalidParameterValue", () => server.Ec2.DescribeSnapshotsAsync(new DescribeSnapshotsRequest { MaxResults = 4 }));
        await Server.RefusedAsync("InvalidParameterCombination", () => server.Ec2.DescribeInstancesAsync(new DescribeInstancesRequest { MaxResults = 5, InstanceIds = [seen[0]] }));
    }

    [Test]
    public async Task A_change_that_one_instance_refuses_changes_none()
    {
        await using var server = await Server.StartAsync();
        var request = await server.LaunchAsync();
        (request.MinCount, request.MaxCount) = (2, 2);
        var ids = (await server.Ec2.RunInstancesAsync(request)).Reservation.Instances.Select(instance => instance.InstanceId).ToList();
        await Server.UntilAsync(async () => (await server.InstanceAsync(ids[0])).State.Name == "running" && (await server.InstanceAsync(ids[1])).State.Name == "running");
        await server.Ec2.TerminateInstancesAsync(new TerminateInstancesRequest { InstanceIds = [ids[1]] });
        await Server.RefusedAsync("IncorrectInstanceState", () => server.Ec2.StopInstancesAsync(new StopInstancesRequest { InstanceIds = ids }));
        Assert.That((await server.InstanceAsync(ids[0])).State.Name.Value, Is.EqualTo("running"));
    }

    private static async Task<IEnumerable<string>> TagsAsync(Server server, string id) =>
        ((await server.Ec2.DescribeTagsAsync(new DescribeTagsRequest { Filters = [new("resource-id", [id])] })).Tags ?? []).Select(tag => tag.Key).Order();
}
