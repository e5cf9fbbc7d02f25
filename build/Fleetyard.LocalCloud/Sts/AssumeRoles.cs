using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Fleetyard.LocalCloud.Ec2;
using Fleetyard.LocalCloud.Http;

namespace Fleetyard.LocalCloud.Sts;

/// <summary>AssumeRole and AssumeRoleWithWebIdentity: temporary credentials that sign, and that expire. Any role may be assumed; LocalCloud has no trust policies.</summary>
internal sealed partial class AssumeRoles(AccessKeys keys, TimeProvider time)
{
    private const int HourSeconds = 3600;

    public IEnumerable<XElement> Assume(QueryCall call)
    {
        var seconds = Seconds(call);
        if (call.Caller?.IsRole == true && seconds > HourSeconds)
        {
            throw new AwsFault("ValidationError", "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining");
        }

        return Session(call, seconds);
    }

    public IEnumerable<XElement> AssumeWithWebIdentity(QueryCall call)
    {
        var identity = WebIdentity.Parse(call.Required("WebIdentityToken"), keys.OwnSecret, time.GetUtcNow());
        return
        [
            .. Session(call, Seconds(call)),
            new("SubjectFromWebIdentityToken", identity.Subject),
            new("Provider", identity.Issuer),
            new("Audience", identity.Audience),
        ];
    }

    private IEnumerable<XElement> Session(QueryCall call, int seconds)
    {
        var role = Role().Match(call.Required("RoleArn"));
        if (!role.Success)
        {
            throw new AwsFault("ValidationError", $"{call["RoleArn"]} is invalid");
        }

        var session = call.Required("RoleSessionName");
        if (!SessionName().IsMatch(session))
        {
            throw new AwsFault("ValidationError", $"1 validation error detected: Value '{session}' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*");
        }

        var roleId = "AROA" + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(call.Required("RoleArn"))))[..17];
        var caller = new Caller($"arn:{role.Groups["partition"].Value}:sts::{role.Groups["account"].Value}:assumed-role/{role.Groups["name"].Value}/{session}", $"{roleId}:{session}");
        var key = keys.Issue(caller, TimeSpan.FromSeconds(seconds));
        return
        [
            new("Credentials",
                new XElement("AccessKeyId", key.Id),
                new XElement("SecretAccessKey", key.Secret),
                new XElement("SessionToken", key.SessionToken),
                new XElement("Expiration", Ec2Operations.Iso(key.Expires!.Value))),
            new("AssumedRoleUser", new XElement("AssumedRoleId", caller.UserId), new XElement("Arn", caller.Arn)),
            .. call["SourceIdentity"] is { } source ? [new XElement("SourceIdentity", source)] : Array.Empty<XElement>(),
        ];
    }

    private static int Seconds(QueryCall call)
    {
        try
        {
            return call.Number("DurationSeconds", 900, 43200) ?? HourSeconds;
        }
        catch (AwsFault)
        {
            throw new AwsFault("ValidationError", $"1 validation error detected: Value '{call["DurationSeconds"]}' at 'durationSeconds' failed to satisfy constraint: Member must have value from 900 to 43200");
        }
    }

    [GeneratedRegex(@"^arn:(?<partition>aws[a-z-]*):iam::(?<account>\d{12}):role/([\w+=,.@/-]*/)?(?<name>[\w+=,.@-]{1,64})$")]
    private static partial Regex Role();

    [GeneratedRegex(@"^[\w+=,.@-]{2,64}$")]
    private static partial Regex SessionName();
}
