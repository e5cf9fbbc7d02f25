using System.Text.Json.Nodes;
using Amazon.CodeBuild.Model;

namespace Amazon.CodeBuild.Tests;

public sealed class RequestTests
{
    [Test]
    public async Task Request_names_its_operation_and_carries_only_what_was_set()
    {
        await using var server = new Loopback(new Answer(200, "{}"));
        using var client = Clients.Of(server);

        await client.CreateFleetAsync(new()
        {
            Name = "kernel",
            BaseCapacity = 1,
            ComputeType = ComputeType.CUSTOM_INSTANCE_TYPE,
            EnvironmentType = EnvironmentType.ARM_EC2,
            OverflowBehavior = FleetOverflowBehavior.QUEUE,
            Tags = [new Tag { Key = "fleetyard:run", Value = "ü+<1>" }],
        });

        var request = server.Requests.Single();
        var expected = JsonNode.Parse("""
            {"name":"kernel","baseCapacity":1,"computeType":"CUSTOM_INSTANCE_TYPE","environmentType":"ARM_EC2",
             "overflowBehavior":"QUEUE","tags":[{"key":"fleetyard:run","value":"ü+<1>"}]}
            """);
        Assert.Multiple(() =>
        {
            Assert.That(request.Headers["x-amz-target"], Is.EqualTo("CodeBuild_20161006.CreateFleet"));
            Assert.That(request.Headers["content-type"], Is.EqualTo("application/x-amz-json-1.1"));
            Assert.That(JsonNode.DeepEquals(JsonNode.Parse(request.Text), expected), Is.True, request.Text);
        });
    }

    [Test]
    public async Task Empty_object_is_sent_for_it_clears_what_was_set_before()
    {
        await using var server = new Loopback(new Answer(200, "{}"));
        using var client = Clients.Of(server);

        await client.UpdateFleetAsync(new() { Arn = "arn", ScalingConfiguration = new() });

        Assert.That(server.Requests.Single().Text, Does.Contain("\"scalingConfiguration\":{}"));
    }

    [Test]
    public async Task Empty_list_is_sent_where_it_was_set_for_it_clears_what_was_set_before()
    {
        await using var server = new Loopback(new Answer(200, "{}"));
        using var client = Clients.Of(server);

        await client.UpdateFleetAsync(new() { Arn = "arn", Tags = [] });

        Assert.That(server.Requests.Single().Text, Is.EqualTo("""{"arn":"arn","tags":[]}"""));
    }

    [Test]
    public async Task Batch_is_stopped_by_its_id()
    {
        await using var server = new Loopback(new Answer(200, """{"buildBatch":{"id":"p:1","buildBatchStatus":"STOPPED","buildGroups":[{"identifier":"linux"}]}}"""));
        using var client = Clients.Of(server);

        var answer = await client.StopBuildBatchAsync(new() { Id = "p:1" });

        Assert.Multiple(() =>
        {
            Assert.That(server.Requests.Single().Headers["x-amz-target"], Is.EqualTo("CodeBuild_20161006.StopBuildBatch"));
            Assert.That(server.Requests.Single().Text, Is.EqualTo("""{"id":"p:1"}"""));
            Assert.That(answer.BuildBatch!.BuildBatchStatus, Is.EqualTo(StatusType.STOPPED));
            Assert.That(answer.BuildBatch!.BuildGroups.Single().Identifier, Is.EqualTo("linux"));
        });
    }
}
