using System.Net;

namespace Fleetyard.EndToEnd.Aws;

/// <summary>Where the environment and a profile say that services are.</summary>
public sealed class EndpointTests : IAsyncDisposable
{
    private const string Nowhere = "http://127.0.0.1:1";

    private readonly AwsWorld world = new();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Test]
    public async Task Services_go_to_endpoints_of_their_own_and_sign_for_the_recipe_s_region()
    {
        var aws = await world.StartAsync();
        var environment = world.WithKeys(aws, new() { ["AWS_ENDPOINT_URL"] = Nowhere, ["AWS_REGION"] = "eu-west-1" });
        foreach (var service in new[] { "EC2", "SSM", "CODEBUILD", "STS", "CLOUDWATCH_LOGS" })
        {
            environment[$"AWS_ENDPOINT_URL_{service}"] = aws.Endpoint.ToString();
        }

        var (code, output, errors) = world.Run("VerifyFleet", environment, "--output=json");
        Assert.That(code, Is.Zero, errors);
        Assert.That(output, Does.Contain("arn:aws:codebuild:us-west-2:"));
    }

    [TestCase("KMS", "kms", "Plan", "  name: ktls-debian-13-x86_64-{date}-{fingerprint}", "  kmsKey: alias/own")]
    [TestCase("EC2_INSTANCE_CONNECT", "ec2-instance-connect", "CreateFleet", "  profile: fleetyard-instance", "  remote: ec2-instance-connect\n  ssh: { from: 203.0.113.7/32 }")]
    public async Task A_service_that_not_every_recipe_calls_has_an_endpoint_too(string variable, string service, string target, string after, string line)
    {
        var aws = await world.StartAsync();
        await using var own = await StandIn.StartAsync(HttpStatusCode.BadRequest);
        var recipe = Path.Combine(world.Folder, "ktls-debian-13-x86_64.yml");
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "recipes", "fleets", "ktls-debian-13-x86_64.yml"));
        await File.WriteAllTextAsync(recipe, text.Replace(after, $"{after}\n{line}", StringComparison.Ordinal));
        var (_, output, errors) = world.Run(target, world.WithKeys(aws, new() { [$"AWS_ENDPOINT_URL_{variable}"] = own.Url, ["AWS_MAX_ATTEMPTS"] = "1" }), $"--recipe={recipe}");
        Assert.That(own.Requests, Is.Not.Empty.And.All.Contain($"/us-west-2/{service}/aws4_request"), output + errors);
    }

    [Test]
    public async Task A_profile_s_services_go_where_its_section_says()
    {
        var aws = await world.StartAsync();
        var services = string.Concat(new[] { "ec2", "ssm", "codebuild", "sts" }.Select(service => $"{service} =\n  endpoint_url = {aws.Endpoint}\n"));
        world.Config($"[profile team]\naws_access_key_id = {aws.AccessKeyId}\naws_secret_access_key = {aws.SecretAccessKey}\nendpoint_url = {Nowhere}\nservices = here\n\n[services here]\n{services}");
        var (code, output, errors) = world.Run("CreateFleet", world.Nothing(new() { ["AWS_PROFILE"] = "team" }), "--output=json");
        Assert.That(code, Is.Zero, errors);
        Assert.That(output, Does.Contain("arn:aws:codebuild:us-west-2:"));
    }

    [Test]
    public async Task Endpoints_that_are_to_be_ignored_are()
    {
        var aws = await world.StartAsync();
        await using var proxy = await StandIn.StartAsync((_, _, _) => null);
        world.Config($"[default]\nendpoint_url = {aws.Endpoint}\n");
        var environment = world.WithKeys(aws, new() { ["AWS_ENDPOINT_URL_STS"] = aws.Endpoint.ToString(), ["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] = "true", ["HTTPS_PROXY"] = proxy.Url, ["AWS_MAX_ATTEMPTS"] = "1" });
        Assert.That(world.Run("Status", environment).Code, Is.EqualTo(1));
        Assert.That(proxy.Requests, Is.Not.Empty.And.All.StartsWith("CONNECT sts.us-west-2.amazonaws.com:443"));
    }
}
