using System.Xml.Linq;
using Fleetyard.LocalCloud.Http;

namespace Fleetyard.LocalCloud.Sts;

/// <summary>STS's operations by name.</summary>
internal static class StsOperations
{
    /// <summary>An operation that takes no signature: its token says who asks.</summary>
    public const string Unsigned = "AssumeRoleWithWebIdentity";

    public static IReadOnlyDictionary<string, Func<QueryCall, IEnumerable<XElement>>> Of(AccessKeys keys, TimeProvider time)
    {
        var roles = new AssumeRoles(keys, time);
        return new Dictionary<string, Func<QueryCall, IEnumerable<XElement>>>
        {
            ["GetCallerIdentity"] = call => [new("Arn", call.Caller!.Arn), new("UserId", call.Caller.UserId), new("Account", call.Caller.Account)],
            ["AssumeRole"] = roles.Assume,
            [Unsigned] = roles.AssumeWithWebIdentity,
        };
    }
}
