using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Fleetyard.LocalCloud.Tests.Hardening;

/// <summary>Requests of others than the run's own.</summary>
public sealed class RequestTests
{
    private const string Assume = "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=arn:aws:iam::123456789012:role/any&RoleSessionName=any&WebIdentityToken=";

    [Test]
    public async Task It_listens_on_the_loopback_address_alone()
    {
        await using var server = await Server.StartAsync();
        var listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(listener => listener.Port == server.Endpoint.Port);
        Assert.That(listeners.Select(listener => listener.Address), Is.EqualTo(new[] { IPAddress.Loopback }));
    }

    [Test]
    public async Task A_request_that_is_signed_right_is_answered()
    {
        await using var server = await Server.StartAsync();
        Assert.That((await new SignedRequest().SendAsync(server)).Status, Is.EqualTo(200));
    }

    private static IEnumerable<TestCaseData> Refused()
    {
        yield return new TestCaseData(new SignedRequest { IsSigned = false }, 403, "MissingAuthenticationToken").SetArgDisplayNames("unsigned");
        yield return new TestCaseData(new SignedRequest { Secret = "another" }, 403, "AuthFailure").SetArgDisplayNames("another secret");
        yield return new TestCaseData(new SignedRequest { AccessKeyId = "AKIA0000000000000000" }, 403, "AuthFailure").SetArgDisplayNames("another key");
        yield return new TestCaseData(new SignedRequest { SentBody = "Action=DescribeImages&Version=2016-11-15" }, 403, "AuthFailure").SetArgDisplayNames("another body");
        yield return new TestCaseData(new SignedRequest { Late = TimeSpan.FromMinutes(16) }, 400, "RequestExpired").SetArgDisplayNames("old");
        yield return new TestCaseData(new SignedRequest { Late = TimeSpan.FromMinutes(-16) }, 400, "RequestExpired").SetArgDisplayNames("from the future");
        yield return new TestCaseData(new SignedRequest { Service = "s3" }, 403, "AuthFailure").SetArgDisplayNames("another service's");
        yield return new TestCaseData(new SignedRequest { SignedHeaders = "x-amz-date" }, 400, "IncompleteSignature").SetArgDisplayNames("host unsigned");
        yield return new TestCaseData(new SignedRequest { SignedHeaders = "host" }, 400, "IncompleteSignature").SetArgDisplayNames("date unsigned");
        yield return new TestCaseData(new SignedRequest { Body = new string('x', 1024 * 1024 + 1) }, 413, "RequestEntityTooLarge").SetArgDisplayNames("too long");
    }

    [TestCaseSource(nameof(Refused))]
    public async Task Any_other_request_is_refused(object request, int status, string code)
    {
        await using var server = await Server.StartAsync();
        var (answered, body) = await ((SignedRequest)request).SendAsync(server);
        Assert.That((answered, body), Is.EqualTo((status, body)));
        Assert.That(body, Does.Contain(code));
    }

    [Test]
    public async Task A_web_identity_token_that_anyone_could_have_written_gives_no_credentials()
    {
        await using var server = await Server.StartAsync();
        foreach (var token in new[] { Token(""), Token("guessed"), Token(server.SecretAccessKey)[..^2] + "AA", "..", "a.b.c", "" })
        {
            var (status, body) = await new SignedRequest { IsSigned = false, Body = Assume + token }.SendAsync(server);
            Assert.That((status, body.Contains("SecretAccessKey", StringComparison.Ordinal)), Is.EqualTo((400, false)), body);
        }

        var own = await new SignedRequest { IsSigned = false, Body = Assume + Token(server.SecretAccessKey) }.SendAsync(server);
        Assert.That(own.Body, Does.Contain("<SecretAccessKey>"), "one that the run's own key signed is taken");
    }

    [TestCase("POST / HTTP/1.1\r\nHost: x\r\n", "X-Slow: 1\r\n", TestName = "A_client_whose_headers_do_not_end_is_let_go")]
    [TestCase("POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\n", "x", TestName = "A_client_whose_body_trickles_is_let_go")]
    public async Task SlowClientIsLetGo(string begin, string drop)
    {
        await using var server = await Server.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, server.Endpoint.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(begin));
        var began = Stopwatch.StartNew();
        var ended = EndAsync(stream);
        while (!ended.IsCompleted && began.Elapsed < TimeSpan.FromSeconds(40))
        {
            try
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes(drop));
            }
            catch (IOException)
            {
                break;
            }

            await Task.WhenAny(ended, Task.Delay(500));
        }

        Assert.That(began.Elapsed, Is.LessThan(TimeSpan.FromSeconds(30)));
        Assert.That((await new SignedRequest().SendAsync(server)).Status, Is.EqualTo(200), "others are served");
    }

    private static async Task EndAsync(NetworkStream stream)
    {
        try
        {
            var buffer = new byte[1024];
            while (await stream.ReadAsync(buffer) > 0)
            {
            }
        }
        catch (IOException)
        {
            // It was reset, which is an end too.
        }
    }

    private static string Token(string secret)
    {
        var claims = $$"""{"iss":"https://ci.example","sub":"any","aud":"sts.amazonaws.com","exp":{{DateTimeOffset.UtcNow.AddMinutes(5).ToUnixTimeSeconds()}}}""";
        var signed = $"{Base64Url.EncodeToString("""{"alg":"HS256"}"""u8)}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(signed)))}";
    }
}
