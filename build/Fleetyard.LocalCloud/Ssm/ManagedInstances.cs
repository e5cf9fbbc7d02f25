using System.Text.Json.Nodes;
using Fleetyard.LocalCloud.Ec2.Amis;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.Instances;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ssm;

/// <summary>The instances whose agent has reported.</summary>
internal sealed class ManagedInstances(Cloud cloud, InstanceAgent agent)
{
    /// <summary>An agent reports when its instance runs and a profile lets it.</summary>
    public bool IsOnline(InstanceDocument instance) => instance.State.At(cloud.Now) == "running" && cloud.Now >= instance.OnlineFrom && agent.MayReport(instance);

    public JsonObject Describe(JsonCall call)
    {
        var filters = Filters(call);
        var found = cloud.Store.All<InstanceDocument>().Where(instance => instance.Region == call.Region && IsOnline(instance) && filters.All(filter => Values(instance, filter.Key).Intersect(filter.Values).Any()));
        var page = Page<InstanceDocument>.Of([.. found], call.Text("NextToken"), call.Number("MaxResults", 5, 50, SsmFault.Validation) ?? 50)
            ?? throw SsmFault.Of("InvalidNextToken", $"The token '{call.Text("NextToken")}' is not valid.");
        var answer = new JsonObject { ["InstanceInformationList"] = new JsonArray([.. page.Items.Select(Information)]) };
        if (page.NextToken is not null)
        {
            answer["NextToken"] = page.NextToken;
        }

        return answer;
    }

    /// <summary>Filters with Key and Values, or InstanceInformationFilterList with key and valueSet: one of the two.</summary>
    private static List<(string Key, IReadOnlyList<string> Values)> Filters(JsonCall call)
    {
        var (now, before) = (call.Body["Filters"] as JsonArray ?? [], call.Body["InstanceInformationFilterList"] as JsonArray ?? []);
        if (now.Count > 0 && before.Count > 0)
        {
            throw new AwsFault(SsmFault.Validation, "Filters and InstanceInformationFilterList cannot be used in one request.");
        }

        return
        [
            .. now.Select(filter => Filter(call.Region, filter, "Key", "Values")),
            .. before.Select(filter => Filter(call.Region, filter, "key", "valueSet")),
        ];
    }

    private static (string Key, IReadOnlyList<string> Values) Filter(string region, JsonNode? filter, string keyMember, string valuesMember)
    {
        var read = new JsonCall(region, filter as JsonObject ?? []);
        var values = read.List(valuesMember);
        return values.Count is >= 1 and <= 100
            ? (read.Required(keyMember, SsmFault.Validation), values)
            : throw new AwsFault(SsmFault.Validation, $"Value at '{valuesMember}' failed to satisfy constraint: Member must have 1 to 100 elements.");
    }

    private IEnumerable<string> Values(InstanceDocument instance, string key) => key switch
    {
        "InstanceIds" => [instance.Id],
        "PingStatus" => ["Online"],
        "PlatformTypes" => ["Linux"],
        "ResourceType" => ["EC2Instance"],
        "ActivationIds" or "AgentVersion" or "AssociationStatus" or "IamRole" => [],
        "tag-key" => cloud.Tags(instance.Id).Keys,
        _ when key.StartsWith("tag:", StringComparison.Ordinal) => cloud.Tags(instance.Id).TryGetValue(key[4..], out var value) ? [value] : [],
        _ => throw new AwsFault("InvalidFilterKey", $"The filter key '{key}' is not valid."),
    };

    private JsonObject Information(InstanceDocument instance)
    {
        var information = new JsonObject
        {
            ["InstanceId"] = instance.Id,
            ["PingStatus"] = "Online",
            ["LastPingDateTime"] = JsonCall.Epoch(cloud.Now),
            ["PlatformType"] = "Linux",
            ["ResourceType"] = "EC2Instance",
        };
        if (BaseSystems.Of(cloud, instance) is { } system)
        {
            information["PlatformName"] = PlatformName(system);
            information["PlatformVersion"] = system.Release;
        }

        return information;
    }

    /// <summary>As <c>/etc/os-release</c> has its <c>NAME</c>.</summary>
    private static string PlatformName(BaseSystem system) => system.Distribution switch
    {
        "debian" => "Debian GNU/Linux",
        "ubuntu" => "Ubuntu",
        "amzn" => "Amazon Linux",
        "rhel" => "Red Hat Enterprise Linux",
        var other => other,
    };
}
