using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Fleetyard.LocalCloud;

namespace Fleetyard.Wire.Tests;

/// <summary>A request that no SDK would send: any body under a right signature.</summary>
internal sealed record RawRequest(string Service, string Body)
{
    private static readonly HttpClient Http = new();

    public HttpMethod Method { get; init; } = HttpMethod.Post;

    public string? Target { get; init; }

    public string? ContentType { get; init; }

    public bool IsSigned { get; init; } = true;

    /// <summary>The request of an operation in its service's protocol.</summary>
    public static RawRequest Of(string service, string operation, string body = "") => service switch
    {
        "ec2" => new(service, $"Action={operation}&Version=2016-11-15{body}"),
        "sts" => new(service, $"Action={operation}&Version=2011-06-15{body}"),
        _ => new(service, body.Length > 0 ? body : "{}") { Target = $"{Targets[service]}.{operation}" },
    };

    private static readonly Dictionary<string, string> Targets = new() { ["ssm"] = "AmazonSSM", ["codebuild"] = "CodeBuild_20161006", ["logs"] = "Logs_20140328" };

    public async Task<(int Status, string Body, string? ContentType)> SendAsync(LocalCloudServer server)
    {
        using var request = new HttpRequestMessage(Method, server.Endpoint);
        if (Method != HttpMethod.Get)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body));
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(ContentType ?? (Target is null ? "application/x-www-form-urlencoded; charset=utf-8" : "application/x-amz-json-1.1"));
        }

        if (Target is not null)
        {
            request.Headers.Add("X-Amz-Target", Target);
        }

        if (IsSigned)
        {
            Sign(request, server);
        }

        using var answer = await Http.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Content.Headers.ContentType?.ToString());
    }

    private void Sign(HttpRequestMessage request, LocalCloudServer server)
    {
        var now = DateTimeOffset.UtcNow.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var scope = $"{now[..8]}/us-west-2/{Service}/aws4_request";
        var hash = Hex(SHA256.HashData(Method == HttpMethod.Get ? [] : Encoding.UTF8.GetBytes(Body)));
        var canonical = $"{Method}\n/\n\nhost:{server.Endpoint.Authority}\nx-amz-date:{now}\n\nhost;x-amz-date\n{hash}";
        var toSign = $"AWS4-HMAC-SHA256\n{now}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = scope.Split('/').Aggregate(Encoding.UTF8.GetBytes("AWS4" + server.SecretAccessKey), Hmac);
        request.Headers.Add("X-Amz-Date", now);
        request.Headers.TryAddWithoutValidation("Authorization", $"AWS4-HMAC-SHA256 Credential={server.AccessKeyId}/{scope}, SignedHeaders=host;x-amz-date, Signature={Hex(Hmac(key, toSign))}");
    }

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
