using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Fleetyard.LocalCloud.Http;

/// <summary>Checks a request's Signature Version 4.</summary>
internal sealed class SigV4(AccessKeys keys, TimeProvider time)
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(15);

    /// <returns>The credential scope's region and service, and whose key it is.</returns>
    public (string Region, string Service, Caller Caller) Check(HttpRequest request, byte[] body)
    {
        const string scheme = "AWS4-HMAC-SHA256 ";
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(scheme, StringComparison.Ordinal))
        {
            throw new AwsFault("MissingAuthenticationToken", "The request carries no Signature Version 4; sign it with LocalCloud's key.", 403);
        }

        var parts = header[scheme.Length..].Split(',', StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2)).Where(part => part.Length == 2).GroupBy(part => part[0]).ToDictionary(part => part.Key, part => part.First()[1]);
        var scope = parts.GetValueOrDefault("Credential", "").Split('/');
        var signed = parts.GetValueOrDefault("SignedHeaders", "").Split(';');
        var date = request.Headers["X-Amz-Date"].ToString();
        if (scope.Length != 5 || !signed.Contains("host") || !signed.Contains("x-amz-date") || scope[4] != "aws4_request" || !date.StartsWith(scope[1], StringComparison.Ordinal))
        {
            throw new AwsFault("IncompleteSignature", "The Authorization header lacks a credential scope, host or x-amz-date.");
        }

        var accessKey = keys.Find(scope[0], request.Headers["X-Amz-Security-Token"].ToString());

        if (!DateTimeOffset.TryParseExact(date, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var when)
            || (time.GetUtcNow() - when).Duration() > Tolerance)
        {
            throw new AwsFault("RequestExpired", $"Request has expired: its X-Amz-Date is '{date}'.");
        }

        var hash = Hex(SHA256.HashData(body));
        var claimed = request.Headers["X-Amz-Content-SHA256"].ToString();
        var headers = string.Concat(signed.Select(name => $"{name}:{string.Join(' ', request.Headers[name].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries))}\n"));
        var canonical = $"{request.Method}\n{Path(request.Path.ToUriComponent())}\n{Query(request.QueryString.Value ?? "")}\n{headers}\n{string.Join(';', signed)}\n{hash}";
        var toSign = $"AWS4-HMAC-SHA256\n{date}\n{string.Join('/', scope[1..])}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = Hmac(Hmac(Hmac(Hmac(Encoding.UTF8.GetBytes("AWS4" + accessKey.Secret), scope[1]), scope[2]), scope[3]), scope[4]);
        var given = Encoding.ASCII.GetBytes(parts.GetValueOrDefault("Signature", ""));
        if ((claimed.Length > 0 && claimed != hash) || !CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hex(Hmac(key, toSign))), given))
        {
            throw new AwsFault("SignatureDoesNotMatch", "The request signature we calculated does not match the signature you provided.", 403);
        }

        return (scope[2], scope[3], accessKey.Caller);
    }

    /// <summary>Every service but S3 escapes the path of the request once more.</summary>
    /// <remarks>Source: IAM user guide, "Create a signed AWS API request".</remarks>
    private static string Path(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    /// <summary>Sorted, each name and value escaped anew; a <c>+</c> is a blank, as AWS's own clients take it.</summary>
    private static string Query(string query) => string.Join('&', query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(parameter => parameter.Split('=', 2))
        .Select(parameter => $"{Escaped(parameter[0])}={Escaped(parameter.Length > 1 ? parameter[1] : "")}").Order(StringComparer.Ordinal));

    private static string Escaped(string text) => Uri.EscapeDataString(Uri.UnescapeDataString(text.Replace('+', ' ')));

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
