using System.Text.Json.Nodes;
using Fleetyard.LocalCloud.Ec2;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ssm;

/// <summary>Systems Manager's operations by name.</summary>
internal static class SsmOperations
{
    public static IReadOnlyDictionary<string, Func<JsonCall, JsonObject>> Of(Cloud cloud)
    {
        var commands = new RunCommands(cloud);
        return new Dictionary<string, Func<JsonCall, JsonObject>>
        {
            ["GetParameter"] = call => new() { ["Parameter"] = Parameter(call.Region, call.Required("Name", "ValidationException")) ?? throw new AwsFault("ParameterNotFound", $"Parameter {call.Text("Name")} not found.") },
            ["GetParameters"] = GetParameters,
            ["DescribeInstanceInformation"] = call => new() { ["InstanceInformationList"] = new JsonArray([.. cloud.Store.All<InstanceDocument>().Where(instance => instance.Region == call.Region && IsAsked(call, instance.Id) && IsOnline(cloud, instance)).Select(Information)]) },
            ["SendCommand"] = commands.Send,
            ["GetCommandInvocation"] = commands.Get,
            ["CancelCommand"] = commands.Cancel,
        };
    }

    public static bool IsOnline(Cloud cloud, InstanceDocument instance) =>
        instance.State.At(cloud.Now) == "running" && instance.Profile is not null && cloud.Now >= instance.OnlineFrom;

    private static JsonObject GetParameters(JsonCall call)
    {
        var read = call.List("Names").Select(name => (Name: name, Value: Parameter(call.Region, name))).ToList();
        return new()
        {
            ["Parameters"] = new JsonArray([.. read.Where(one => one.Value is not null).Select(one => one.Value)]),
            ["InvalidParameters"] = new JsonArray([.. read.Where(one => one.Value is null).Select(one => JsonValue.Create(one.Name))]),
        };
    }

    private static JsonObject? Parameter(string region, string name) => PublicImage.All.FirstOrDefault(image => image.Parameter == name) is { } image
        ? new() { ["Name"] = name, ["Type"] = "String", ["Value"] = image.Id, ["Version"] = 1, ["DataType"] = "aws:ec2:image", ["ARN"] = $"arn:aws:ssm:{region}::parameter{name}" }
        : null;

    private static bool IsAsked(JsonCall call, string id)
    {
        var filters = (call.Body["Filters"] as JsonArray)?.Select(filter => ((string?)filter!["Key"], (JsonArray)filter["Values"]!))
            ?? (call.Body["InstanceInformationFilterList"] as JsonArray)?.Select(filter => ((string?)filter!["key"], (JsonArray)filter["valueSet"]!))
            ?? [];
        return filters.All(filter => filter.Item1 == "InstanceIds"
            ? filter.Item2.Any(value => (string?)value == id)
            : throw new AwsFault("InvalidFilterKey", $"LocalCloud knows the filter InstanceIds, not '{filter.Item1}'."));
    }

    private static JsonObject Information(InstanceDocument instance) => new()
    {
        ["InstanceId"] = instance.Id,
        ["PingStatus"] = "Online",
        ["PlatformType"] = "Linux",
        ["ResourceType"] = "EC2Instance",
    };
}
