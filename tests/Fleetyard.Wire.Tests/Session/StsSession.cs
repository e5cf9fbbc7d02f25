using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace Fleetyard.Wire.Tests.Session;

/// <summary>Calls every operation of STS that LocalCloud has, with what works and what is refused.</summary>
internal sealed class StsSession(IAmazonSecurityTokenService sts, string secret)
{
    private const string Role = "arn:aws:iam::123456789012:role/builder";

    public async Task RunAsync()
    {
        await sts.AssumeRoleAsync(new AssumeRoleRequest { RoleArn = Role, RoleSessionName = "one", DurationSeconds = 900, SourceIdentity = "me" });
        await LocalSession.RefusedAsync("ValidationError", () => sts.AssumeRoleAsync(new AssumeRoleRequest { RoleArn = "arn:aws:iam::123456789012:user/one", RoleSessionName = "one" }));
        await sts.AssumeRoleWithWebIdentityAsync(new AssumeRoleWithWebIdentityRequest { RoleArn = Role, RoleSessionName = "one", WebIdentityToken = Token(DateTimeOffset.UtcNow.AddMinutes(5)) });
        await LocalSession.RefusedAsync("ExpiredTokenException", () => sts.AssumeRoleWithWebIdentityAsync(new AssumeRoleWithWebIdentityRequest { RoleArn = Role, RoleSessionName = "one", WebIdentityToken = Token(DateTimeOffset.UtcNow.AddMinutes(-5)) }));
        await LocalSession.RefusedAsync("InvalidIdentityToken", () => sts.AssumeRoleWithWebIdentityAsync(new AssumeRoleWithWebIdentityRequest { RoleArn = Role, RoleSessionName = "one", WebIdentityToken = "none.of.it" }));
    }

    private string Token(DateTimeOffset expires)
    {
        var signed = $"{Base64Url.EncodeToString("""{"alg":"HS256"}"""u8)}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes($$"""{"iss":"https://ci.example","sub":"repo:one","aud":"sts.amazonaws.com","exp":{{expires.ToUnixTimeSeconds()}}}"""))}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(signed)))}";
    }
}
