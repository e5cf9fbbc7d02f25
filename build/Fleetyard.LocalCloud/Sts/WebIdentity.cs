using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fleetyard.LocalCloud.Http;

namespace Fleetyard.LocalCloud.Sts;

/// <summary>Who a web identity token is for. Its form and its times are checked; its signature is not, since a rehearsal trusts no issuer.</summary>
internal sealed record WebIdentity(string Issuer, string Subject, string Audience)
{
    /// <exception cref="AwsFault"><c>InvalidIdentityToken</c> or <c>ExpiredTokenException</c>.</exception>
    public static WebIdentity Parse(string token, DateTimeOffset now)
    {
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

    private static string? Audiences(JsonNode? node) => node is JsonArray { Count: > 0 } several ? Text(several[0]) : Text(node);

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
