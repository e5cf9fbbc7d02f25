using System.Xml.Linq;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Sts;

/// <summary>STS's operations by name.</summary>
internal static class StsOperations
{
    public static IReadOnlyDictionary<string, Func<QueryCall, IEnumerable<XElement>>> Of() => new Dictionary<string, Func<QueryCall, IEnumerable<XElement>>>
    {
        ["GetCallerIdentity"] = _ => [new("Arn", Cloud.CallerArn), new("UserId", "AIDALOCALCLOUD000000"), new("Account", Cloud.AccountId)],
    };
}
