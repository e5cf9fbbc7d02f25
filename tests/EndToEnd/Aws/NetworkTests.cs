using Fleetyard.LocalCloud;
using Fleetyard.LocalCloud.Instances;

namespace Fleetyard.EndToEnd.Aws;

/// <summary>Proxies, endpoints and regions of the environment, for AWS and for a rehearsal.</summary>
public sealed class NetworkTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fleetyard-");
    private readonly FleetyardProgram program = new();

    public void Dispose()
    {
        program.Dispose();
        folder.Delete(recursive: true);
    }

    [Test]
    public async Task AWS_is_asked_through_the_environment_s_proxy_at_the_endpoint_it_wants()
    {
        await using var proxy = await StandIn.StartAsync((_, _, _) => null);
        var environment = Keys(new() { ["HTTPS_PROXY"] = proxy.Url, ["NO_PROXY"] = null, ["AWS_USE_FIPS_ENDPOINT"] = "true", ["AWS_REGION"] = "eu-west-1", ["AWS_DEFAULT_REGION"] = "eu-west-2", ["AWS_MAX_ATTEMPTS"] = "1" });
        var (code, _, errors) = program.Run(environment, "--target=Status", "--cloud=aws", "--allow-dirty");
        Assert.That(code, Is.EqualTo(1));
        Assert.That(errors, Does.Contain("AWS cannot be reached in us-west-2").And.Contain("proxies"));
        Assert.That(proxy.Requests, Has.Some.StartsWith("CONNECT sts-fips.us-west-2.amazonaws.com:443"));
    }

    [Test]
    public void A_rehearsal_heeds_no_proxy_endpoint_or_profile_of_AWS()
    {
        var environment = Keys(new()
        {
            ["HTTP_PROXY"] = "http://127.0.0.1:1",
            ["HTTPS_PROXY"] = "http://127.0.0.1:1",
            ["NO_PROXY"] = null,
            ["AWS_USE_FIPS_ENDPOINT"] = "true",
            ["AWS_USE_DUALSTACK_ENDPOINT"] = "true",
            ["AWS_ENDPOINT_URL"] = "http://127.0.0.1:1",
            ["AWS_PROFILE"] = "nobody",
            ["AWS_REGION"] = "eu-west-1",
        });
        var (code, _, errors) = program.Run(environment, "--target=CreateFleet", "--instances=simulated");
        Assert.That(code, Is.Zero, errors);
    }

    [Test]
    public async Task Services_go_to_endpoints_of_their_own_and_sign_for_the_recipe_s_region()
    {
        await using var host = new SimulatedHost(Path.Combine(folder.FullName, "host"));
        await using var aws = await LocalCloudServer.StartAsync(new() { StateDirectory = Path.Combine(folder.FullName, "state"), Host = host }, CancellationToken.None);
        var url = aws.Endpoint.ToString();
        var environment = Keys(new()
        {
            ["AWS_ACCESS_KEY_ID"] = aws.AccessKeyId,
            ["AWS_SECRET_ACCESS_KEY"] = aws.SecretAccessKey,
            ["AWS_ENDPOINT_URL"] = "http://127.0.0.1:1",
            ["AWS_ENDPOINT_URL_EC2"] = url,
            ["AWS_ENDPOINT_URL_SSM"] = url,
            ["AWS_ENDPOINT_URL_CODEBUILD"] = url,
            ["AWS_ENDPOINT_URL_STS"] = url,
            ["AWS_ENDPOINT_URL_CLOUDWATCH_LOGS"] = url,
            ["AWS_REGION"] = "eu-west-1",
        });
        var (code, output, errors) = program.Run(environment, "--target=VerifyFleet", "--cloud=aws", "--allow-dirty", "--output=json");
        Assert.That(code, Is.Zero, errors);
        Assert.That(output, Does.Contain("arn:aws:codebuild:us-west-2:"));
    }

    private Dictionary<string, string?> Keys(Dictionary<string, string?> more)
    {
        var environment = new Dictionary<string, string?>
        {
            ["AWS_ACCESS_KEY_ID"] = "AKIAIOSFODNN7EXAMPLE",
            ["AWS_SECRET_ACCESS_KEY"] = "secret",
            ["AWS_SESSION_TOKEN"] = null,
            ["AWS_PROFILE"] = null,
            ["AWS_CONFIG_FILE"] = Path.Combine(folder.FullName, "config"),
            ["AWS_SHARED_CREDENTIALS_FILE"] = Path.Combine(folder.FullName, "credentials"),
        };
        foreach (var (name, value) in more)
        {
            environment[name] = value;
        }

        return environment;
    }
}
