using System.Xml.Linq;
using Fleetyard.LocalCloud.Ec2.Network;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2;

/// <summary>DescribeInstanceAttribute and ModifyInstanceAttribute.</summary>
internal sealed class InstanceAttributes(Cloud cloud, Instances instances, InstanceNetworks networks)
{
    public IEnumerable<XElement> Describe(QueryCall call)
    {
        var instance = instances.Find(call.Region, call.Required("InstanceId"));
        var attribute = call.Required("Attribute");
        return
        [
            new("instanceId", instance.Id),
            attribute switch
            {
                "instanceInitiatedShutdownBehavior" => Value(attribute, instance.ShutdownBehavior),
                "instanceType" => Value(attribute, instance.Type),
                "userData" => Value(attribute, instance.UserData),
                "rootDeviceName" => Value(attribute, InstanceItems.RootDevice(instance.Volumes)),
                "disableApiTermination" or "disableApiStop" or "ebsOptimized" => Value(attribute, "false"),
                "blockDeviceMapping" => InstanceItems.Volumes(instance),
                "groupSet" => networks.Groups(instance),
                _ => throw new AwsFault("UnsupportedInstanceAttribute", $"LocalCloud does not implement the instance attribute '{attribute}'."),
            },
        ];
    }

    public IEnumerable<XElement> Modify(QueryCall call)
    {
        lock (cloud.Exclusive)
        {
            var instance = instances.Find(call.Region, call.Required("InstanceId"));
            cloud.Store.Change<InstanceDocument>(instance.Id, current => Modified(current, call));
        }

        return [new("return", "true")];
    }

    /// <summary>An attribute stands under its own name, or as Attribute with Value.</summary>
    private InstanceDocument Modified(InstanceDocument instance, QueryCall call)
    {
        call = call["Attribute"] is { Length: > 0 } attribute
            ? call with { Parameters = new Dictionary<string, string> { [char.ToUpperInvariant(attribute[0]) + attribute[1..] + ".Value"] = call.Required("Value") } }
            : call;
        if (call.OneOf("InstanceInitiatedShutdownBehavior.Value", "stop", "terminate") is { } behavior)
        {
            return instance with { ShutdownBehavior = behavior };
        }

        if (call["UserData.Value"] is { } data)
        {
            return Stopped(instance) with { UserData = LaunchRequest.CheckedUserData(data) };
        }

        if (call["InstanceType.Value"] is { } type)
        {
            return InstanceTypes.Architecture(type) == instance.Architecture
                ? Stopped(instance) with { Type = type }
                : throw new AwsFault("InvalidParameterValue", $"The architecture of '{type}' is not the instance's, {instance.Architecture}.");
        }

        throw new AwsFault("InvalidParameterCombination", "No attributes specified that LocalCloud implements: InstanceInitiatedShutdownBehavior, UserData, InstanceType.");
    }

    private InstanceDocument Stopped(InstanceDocument instance) => instance.State.At(cloud.Now) is var state && state == "stopped"
        ? instance
        : throw new AwsFault("IncorrectInstanceState", $"The instance '{instance.Id}' is {state}, and must be stopped for this.");

    private static XElement Value(string name, string? value) => new(name, value is null ? null : new XElement("value", value));
}
