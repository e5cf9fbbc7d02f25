using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Fleetyard.LocalCloud.Tests.Hardening;

/// <summary>A request, to EC2 unless it has a target, that is signed right, until a test changes something about it.</summary>
internal sealed record SignedRequest
{
    private static readonly HttpClient Http = new();

    public string Body { get; init; } = "Action=DescribeInstances&Version=2016-11-15";

    /// <summary>The operation of a JSON service.</summary>
    public string? Target { get; init; }

    /// <summary>What is sent under the signature of <see cref="Body"/>.</summary>
    public string? SentBody { get; init; }

    public string? AccessKeyId { get; init; }

    public string? Secret { get; init; }

    public TimeSpan Late { get; init; }

    public string Service { get; init; } = "ec2";

    public string SignedHeaders { get; init; } = "host;x-amz-date";

    public bool IsSigned { get; init; } = true;

    public async Task<(int Status, string Body)> SendAsync(Server server)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, server.Endpoint) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(SentBody ?? Body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(Target is null ? "application/x-www-form-urlencoded" : "application/x-amz-json-1.1");
        if (Target is not null)
        {
            request.Headers.Add("X-Amz-Target", Target);
        }

        if (IsSigned)
        {
            Sign(request, server);
        }

        using var answer = await Http.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private void Sign(HttpRequestMessage request, Server server)
    {
        var now = (DateTimeOffset.UtcNow - Late).ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = $"{now[..8]}/us-east-1/{Service}/aws4_request";
        var headers = string.Concat(SignedHeaders.Split(';').Select(name => name == "host" ? $"host:{server.Endpoint.Authority}\n" : $"{name}:{now}\n"));
        var canonical = $"POST\n/\n\n{headers}\n{SignedHeaders}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(Body)))}";
        var toSign = $"AWS4-HMAC-SHA256\n{now}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = scope.Split('/').Aggregate(Encoding.UTF8.GetBytes("AWS4" + (Secret ?? server.SecretAccessKey)), Hmac);
        request.Headers.Add("X-Amz-Date", now);
        request.Headers.TryAddWithoutValidation("Authorization", $"AWS4-HMAC-SHA256 Credential={AccessKeyId ?? server.AccessKeyId}/{scope}, SignedHeaders={SignedHeaders}, Signature={Hex(Hmac(key, toSign))}");
    }

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
