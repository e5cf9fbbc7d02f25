using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Fleetyard.EndToEnd.Aws;

/// <summary>Proxies and retries of the environment, for AWS and for a rehearsal.</summary>
public sealed class NetworkTests : IAsyncDisposable
{
    private static readonly Dictionary<string, string?> Keys = new() { ["AWS_ACCESS_KEY_ID"] = "AKIAIOSFODNN7EXAMPLE", ["AWS_SECRET_ACCESS_KEY"] = "secret" };

    private readonly AwsWorld world = new();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Test]
    public async Task AWS_is_asked_through_the_environment_s_proxy_at_the_endpoint_it_wants()
    {
        await using var proxy = await StandIn.StartAsync((_, _, _) => null);
        var environment = world.Nothing(new(Keys) { ["HTTPS_PROXY"] = proxy.Url, ["AWS_USE_FIPS_ENDPOINT"] = "true", ["AWS_REGION"] = "eu-west-1", ["AWS_DEFAULT_REGION"] = "eu-west-2", ["AWS_MAX_ATTEMPTS"] = "1" });
        var (code, _, errors) = world.Run("Status", environment);
        Assert.That(code, Is.EqualTo(1));
        Assert.That(errors, Does.Contain("AWS cannot be reached in us-west-2").And.Contain("proxies"));
        Assert.That(proxy.Requests, Has.Some.StartsWith("CONNECT sts-fips.us-west-2.amazonaws.com:443"));
    }

    [Test]
    public async Task A_fleet_is_made_through_a_tunnel_to_AWS_by_its_own_names()
    {
        var aws = await world.StartAsync();
        using var certificate = Certificate("*.us-west-2.amazonaws.com");
        await using var front = await StandIn.InFrontAsync(aws.Endpoint, certificate);
        await using var proxy = new TunnelProxy(new Uri(front.Url));
        var trusted = Path.Combine(world.Folder, "trusted.pem");
        await File.WriteAllTextAsync(trusted, certificate.ExportCertificatePem());
        var (code, output, errors) = world.Run("CreateFleet", world.WithKeys(aws, new() { ["AWS_ENDPOINT_URL"] = null, ["HTTPS_PROXY"] = proxy.Url, ["SSL_CERT_FILE"] = trusted }), "--output=json");
        Assert.That(code, Is.Zero, errors);
        Assert.That(output, Does.Contain("arn:aws:codebuild:us-west-2:"));
        Assert.That(proxy.Asked.Distinct(), Is.SupersetOf(new[] { "sts", "ec2", "ssm", "codebuild" }.Select(service => $"{service}.us-west-2.amazonaws.com:443")));
    }

    [Test]
    public async Task A_tunnel_to_somebody_whom_the_machine_does_not_trust_is_one_line()
    {
        var aws = await world.StartAsync();
        using var certificate = Certificate("*.us-west-2.amazonaws.com");
        await using var front = await StandIn.InFrontAsync(aws.Endpoint, certificate);
        await using var proxy = new TunnelProxy(new Uri(front.Url));
        var (code, _, errors) = world.Run("Status", world.WithKeys(aws, new() { ["AWS_ENDPOINT_URL"] = null, ["HTTPS_PROXY"] = proxy.Url, ["AWS_MAX_ATTEMPTS"] = "1" }));
        Assert.That(code, Is.EqualTo(1));
        Assert.That(errors, Does.Contain("AWS cannot be reached in us-west-2").And.Contain("certificate"));
        Assert.That(front.Requests, Is.Empty, "nothing is signed for a stranger");
    }

    [TestCase("127.0.0.1", 0)]
    [TestCase("amazonaws.com,127.0.0.1", 0)]
    [TestCase("amazonaws.com", 1)]
    [TestCase(null, 1)]
    public async Task A_host_of_NO_PROXY_is_asked_without_the_proxy(string? hosts, int expected)
    {
        var aws = await world.StartAsync();
        var environment = world.WithKeys(aws, new() { ["HTTP_PROXY"] = "http://127.0.0.1:1", ["NO_PROXY"] = hosts, ["AWS_MAX_ATTEMPTS"] = "1" });
        var (code, _, errors) = world.Run("Status", environment);
        Assert.That(code, Is.EqualTo(expected), errors);
        Assert.That(errors, expected == 0 ? Does.Not.Contain("127.0.0.1:1") : Does.Contain("AWS cannot be reached in us-west-2"));
    }

    [TestCase("standard", "3", 3)]
    [TestCase("adaptive", "2", 2)]
    [TestCase("standard", "1", 1)]
    [TestCase(null, null, 3)]
    public async Task A_call_is_tried_as_often_as_the_environment_says(string? mode, string? attempts, int tries)
    {
        await using var sts = await StandIn.StartAsync(HttpStatusCode.ServiceUnavailable);
        var environment = world.Nothing(new(Keys) { ["AWS_ENDPOINT_URL_STS"] = sts.Url, ["AWS_RETRY_MODE"] = mode, ["AWS_MAX_ATTEMPTS"] = attempts });
        var (code, _, errors) = world.Run("Status", environment);
        Assert.That(code, Is.EqualTo(1), errors);
        Assert.That(sts.Requests, Has.Count.EqualTo(tries).And.All.Contain("Action=GetCallerIdentity"));
    }

    [Test]
    public void A_rehearsal_heeds_no_proxy_endpoint_or_profile_of_AWS()
    {
        var environment = world.Nothing(new(Keys)
        {
            ["HTTP_PROXY"] = "http://127.0.0.1:1",
            ["HTTPS_PROXY"] = "http://127.0.0.1:1",
            ["AWS_USE_FIPS_ENDPOINT"] = "true",
            ["AWS_USE_DUALSTACK_ENDPOINT"] = "true",
            ["AWS_ENDPOINT_URL"] = "http://127.0.0.1:1",
            ["AWS_PROFILE"] = "nobody",
            ["AWS_REGION"] = "eu-west-1",
        });
        var (code, _, errors) = world.Program.Run(environment, "--target=CreateFleet", "--instances=simulated");
        Assert.That(code, Is.Zero, errors);
    }

    /// <summary>A certificate of the test's own making.</summary>
    private static X509Certificate2 Certificate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
