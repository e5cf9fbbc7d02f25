using System.Text.Json.Nodes;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.InstanceConnect;

/// <summary>EC2 Instance Connect's operations by name.</summary>
internal static class InstanceConnectOperations
{
    public static IReadOnlyDictionary<string, Func<JsonCall, JsonObject>> Of(Cloud cloud) => new Dictionary<string, Func<JsonCall, JsonObject>>
    {
        ["SendSSHPublicKey"] = new SendPublicKey(cloud).Send,
    };
}
