using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fleetyard.LocalCloud.Http;

namespace Fleetyard.LocalCloud.Sts;

/// <summary>Who a web identity token is for.</summary>
/// <remarks>
/// A rehearsal trusts no issuer but who has its own key: a token is signed with that by HS256 (RFC 7518, 3.2). The operation that takes one
/// carries no signature of its own, so anyone on the machine could ask it for credentials otherwise.
/// </remarks>
internal sealed record WebIdentity(string Issuer, string Subject, string Audience)
{
    /// <exception cref="AwsFault"><c>InvalidIdentityToken</c> or <c>ExpiredTokenException</c>.</exception>
    public static WebIdentity Parse(string token, string secret, DateTimeOffset now)
    {
        if (!IsSigned(token, secret))
        {
            throw new AwsFault("InvalidIdentityToken", "The ID Token provided is not signed by whom LocalCloud trusts; sign it with LocalCloud's own secret access key by HS256.");
        }

        JsonObject? claims;
        try
        {
            claims = token.Split('.') is [_, var payload, _] ? JsonNode.Parse(Base64Url.DecodeFromChars(payload)) as JsonObject : null;
        }
        catch (Exception fault) when (fault is FormatException or JsonException)
        {
            claims = null;
        }

        if (claims is null || Text(claims["iss"]) is not { } issuer || Text(claims["sub"]) is not { } subject || Audiences(claims["aud"]) is not { } audience)
        {
            throw new AwsFault("InvalidIdentityToken", "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)");
        }

        return claims["exp"] is JsonValue value && value.TryGetValue<long>(out var expires) && DateTimeOffset.FromUnixTimeSeconds(expires) > now
            ? new(issuer, subject, audience)
            : throw new AwsFault("ExpiredTokenException", "Token expired: current date/time must be before the expiration date/time");
    }

    private static bool IsSigned(string token, string secret)
    {
        var dot = Math.Max(token.LastIndexOf('.'), 0);
        var mac = Base64Url.EncodeToUtf8(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(token[..dot])));
        return dot > 0 && CryptographicOperations.FixedTimeEquals(mac, Encoding.UTF8.GetBytes(token[(dot + 1)..]));
    }

    private static string? Audiences(JsonNode? node) => node is JsonArray { Count: > 0 } several ? Text(several[0]) : Text(node);

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
