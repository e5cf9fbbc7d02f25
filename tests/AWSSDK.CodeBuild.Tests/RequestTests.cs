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
    public async Task Signature_is_the_one_that_the_specification_computes()
    {
        await using var server = new Loopback(new Answer(200, "{}"));
        using var client = Clients.Of(server);

        await client.ListFleetsAsync(new() { MaxResults = 7 });

        var request = server.Requests.Single();
        Assert.Multiple(() =>
        {
            Assert.That(request.Headers["authorization"], Does.Contain("/eu-west-1/codebuild/aws4_request"));
            Assert.That(request.Headers["authorization"], Does.EndWith("Signature=" + SigV4.Signature(request, Clients.Secret)));
        });
    }

    [Test]
    public void Our_own_computation_gives_the_published_signature_of_get_vanilla()
    {
        const string canonical = "GET\n/\n\nhost:example.amazonaws.com\nx-amz-date:20150830T123600Z\n\nhost;x-amz-date\n"
            + "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

        var signature = SigV4.Signature(canonical, Clients.Secret, "20150830T123600Z", "20150830/us-east-1/service/aws4_request");

        Assert.That(signature, Is.EqualTo("5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"));
    }

    [TestCase("eu-west-1", "https://codebuild.eu-west-1.amazonaws.com/")]
    [TestCase("cn-north-1", "https://codebuild.cn-north-1.amazonaws.com.cn/")]
    public void Region_has_its_own_endpoint(string region, string url)
    {
        var config = new AmazonCodeBuildConfig { RegionEndpoint = RegionEndpoint.GetBySystemName(region) };

        Assert.That(new Uri(config.DetermineServiceOperationEndpoint(new(new ListFleetsRequest())).URL), Is.EqualTo(new Uri(url)));
    }
}
