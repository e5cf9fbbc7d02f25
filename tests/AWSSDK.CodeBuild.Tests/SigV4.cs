using System.Security.Cryptography;
using System.Text;

namespace Amazon.CodeBuild.Tests;

/// <summary>Signature Version 4 computed by hand, to hold the SDK's signature against.</summary>
internal static class SigV4
{
    public static string Signature(string canonicalRequest, string secret, string timestamp, string scope)
    {
        var parts = scope.Split('/');
        var toSign = $"AWS4-HMAC-SHA256\n{timestamp}\n{scope}\n{Hash(Encoding.UTF8.GetBytes(canonicalRequest))}";
        var key = Encoding.UTF8.GetBytes("AWS4" + secret);
        foreach (var part in parts) key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        return Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign)));
    }

    public static string Signature(Received request, string secret)
    {
        var fields = request.Headers["authorization"]["AWS4-HMAC-SHA256 ".Length..].Split(',', StringSplitOptions.TrimEntries)
            .Select(field => field.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        var scope = fields["Credential"][(fields["Credential"].IndexOf('/', StringComparison.Ordinal) + 1)..];
        var headers = string.Concat(fields["SignedHeaders"].Split(';').Select(name => $"{name}:{request.Headers[name].Trim()}\n"));
        var canonical = $"POST\n/\n\n{headers}\n{fields["SignedHeaders"]}\n{Hash(request.Body)}";
        return Signature(canonical, secret, request.Headers["x-amz-date"], scope);
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
