using System.Globalization;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Fleetyard.LocalCloud;

namespace Fleetyard.EndToEnd.Aws;

/// <summary>Keys of a role of a LocalCloud, as each provider words them: they have a session token, as those of every provider but static keys.</summary>
internal sealed class RoleKeys(Credentials key)
{
    public Credentials Key => key;

    public static async Task<RoleKeys> OfAsync(LocalCloudServer server)
    {
        using var sts = new AmazonSecurityTokenServiceClient(
            server.AccessKeyId, server.SecretAccessKey, new AmazonSecurityTokenServiceConfig { ServiceURL = server.Endpoint.ToString(), AuthenticationRegion = "us-west-2" });
        var role = await sts.AssumeRoleAsync(new AssumeRoleRequest { RoleArn = $"arn:aws:iam::{server.AccountId}:role/builder", RoleSessionName = "tests" });
        return new(role.Credentials);
    }

    /// <summary>As a process, a container's agent or an instance's metadata gives them.</summary>
    public string Json(TimeSpan life, string before = "", string token = "Token") =>
        $$"""{ {{before}}"AccessKeyId":"{{key.AccessKeyId}}","SecretAccessKey":"{{key.SecretAccessKey}}","{{token}}":"{{key.SessionToken}}","Expiration":"{{End(life)}}"}""";

    /// <summary>An STS that gives them for any role, and says that they end after a while.</summary>
    public Task<StandIn> StsAsync(TimeSpan life) => StandIn.StartAsync((_, _, body) =>
    {
        var action = body.Split('&').Single(pair => pair.StartsWith("Action=", StringComparison.Ordinal))["Action=".Length..];
        var result = action == "GetCallerIdentity"
            ? "<Arn>arn:aws:sts::111122223333:assumed-role/builder/s</Arn><UserId>AROA:s</UserId><Account>111122223333</Account>"
            : $"<Credentials><AccessKeyId>{key.AccessKeyId}</AccessKeyId><SecretAccessKey>{key.SecretAccessKey}</SecretAccessKey><SessionToken>{key.SessionToken}</SessionToken><Expiration>{End(life)}</Expiration></Credentials>";
        return $"<{action}Response xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><{action}Result>{result}</{action}Result><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></{action}Response>";
    });

    /// <summary>A time from now, as AWS writes it.</summary>
    public static string End(TimeSpan life) => (DateTimeOffset.UtcNow + life).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
