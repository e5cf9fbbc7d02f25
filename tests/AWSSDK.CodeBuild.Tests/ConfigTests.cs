using System.Net;
using Amazon.Runtime;

namespace Amazon.CodeBuild.Tests;

/// <summary>What a client's configuration says is what the client does.</summary>
public sealed class ConfigTests
{
    [TestCase(RequestRetryMode.Standard, 0)]
    [TestCase(RequestRetryMode.Standard, 3)]
    [TestCase(RequestRetryMode.Adaptive, 2)]
    public async Task Call_is_tried_again_as_often_as_MaxErrorRetry_says(RequestRetryMode mode, int retries)
    {
        await using var server = new Loopback(new Answer(500, "{}"));
        using var client = Of(server, config => (config.RetryMode, config.MaxErrorRetry) = (mode, retries));

        await Assert.CatchAsync<AmazonCodeBuildException>(() => client.ListFleetsAsync(new()));

        Assert.That(server.Requests, Has.Count.EqualTo(retries + 1));
    }

    [Test]
    public async Task Call_ends_when_its_Timeout_is_over()
    {
        await using var server = new Loopback(new Answer(200, "{}") { After = TimeSpan.FromMinutes(1) });
        using var client = Of(server, config => config.Timeout = TimeSpan.FromMilliseconds(300));

        await Assert.CatchAsync<Exception>(() => client.ListFleetsAsync(new()));

        Assert.That(server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Call_goes_through_the_clients_of_its_HttpClientFactory()
    {
        await using var server = new Loopback(new Answer(200, "{}"));
        using var client = Of(server, config => config.HttpClientFactory = new MarkingFactory());

        await client.ListFleetsAsync(new());

        Assert.That(server.Requests.Single().Headers["x-marked"], Is.EqualTo("yes"));
    }

    [Test]
    public async Task Call_goes_through_the_proxy_and_names_its_service_there()
    {
        await using var proxy = new Loopback(new Answer(200, """{"fleets":["a"]}"""));
        using var client = new AmazonCodeBuildClient(
            new BasicAWSCredentials("AKIDEXAMPLE", Clients.Secret),
            new AmazonCodeBuildConfig { RegionEndpoint = RegionEndpoint.EUWest1, UseHttp = true, ProxyHost = "127.0.0.1", ProxyPort = new Uri(proxy.Url).Port, MaxErrorRetry = 0 });

        var answer = await client.ListFleetsAsync(new());

        Assert.That(answer.Fleets, Is.EqualTo(new[] { "a" }));
        Assert.That(proxy.Requests.Single().Line, Does.StartWith("POST http://codebuild.eu-west-1.amazonaws.com/"));
    }

    [Test]
    public async Task Secure_call_asks_the_proxy_for_a_tunnel()
    {
        await using var proxy = new Loopback(new Answer(403, "no"));
        using var client = new AmazonCodeBuildClient(
            new BasicAWSCredentials("AKIDEXAMPLE", Clients.Secret),
            new AmazonCodeBuildConfig { RegionEndpoint = RegionEndpoint.USGovCloudWest1, UseFIPSEndpoint = true, ProxyHost = "127.0.0.1", ProxyPort = new Uri(proxy.Url).Port, MaxErrorRetry = 0 });

        await Assert.CatchAsync<HttpRequestException>(() => client.ListFleetsAsync(new()));

        Assert.That(proxy.Requests[0].Line, Is.EqualTo("CONNECT codebuild-fips.us-gov-west-1.amazonaws.com:443 HTTP/1.1"));
    }

    [Test]
    public async Task Session_s_token_is_sent_and_signed()
    {
        await using var server = new Loopback(new Answer(200, "{}"));
        using var client = new AmazonCodeBuildClient(
            new SessionAWSCredentials("AKIDEXAMPLE", Clients.Secret, "token/1+="),
            new AmazonCodeBuildConfig { ServiceURL = server.Url, AuthenticationRegion = "cn-north-1" });

        await client.ListFleetsAsync(new());

        var request = server.Requests.Single();
        Assert.Multiple(() =>
        {
            Assert.That(request.Headers["x-amz-security-token"], Is.EqualTo("token/1+="));
            Assert.That(request.Headers["authorization"], Does.Contain("x-amz-security-token").And.Contain("/cn-north-1/codebuild/"));
            Assert.That(request.Headers["authorization"], Does.EndWith("Signature=" + SigV4.Signature(request, Clients.Secret)));
        });
    }

    [Test]
    public async Task Endpoint_s_path_is_kept()
    {
        await using var server = new Loopback(new Answer(200, "{}"));
        using var client = new AmazonCodeBuildClient(
            new BasicAWSCredentials("AKIDEXAMPLE", Clients.Secret), new AmazonCodeBuildConfig { ServiceURL = server.Url + "/aws/", AuthenticationRegion = "eu-west-1" });

        await client.ListFleetsAsync(new());

        Assert.That(server.Requests.Single().Line, Is.EqualTo("POST /aws/ HTTP/1.1"));
    }

    private static AmazonCodeBuildClient Of(Loopback server, Action<AmazonCodeBuildConfig> configure)
    {
        var config = new AmazonCodeBuildConfig { ServiceURL = server.Url, AuthenticationRegion = "eu-west-1", MaxErrorRetry = 0 };
        configure(config);
        return new AmazonCodeBuildClient(new BasicAWSCredentials("AKIDEXAMPLE", Clients.Secret), config);
    }

    private sealed class MarkingFactory : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig)
        {
            var client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None });
            client.DefaultRequestHeaders.Add("x-marked", "yes");
            return client;
        }

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;
    }
}
