using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Fleetyard.LocalCloud.Ec2;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.Iam;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.CodeBuild;

/// <summary>What CodeBuild asks of a fleet.</summary>
internal sealed partial class FleetRules(Cloud cloud)
{
    private const int MostSubnets = 16;
    private const int MostSecurityGroups = 5;

    public static readonly string[] EnvironmentTypes =
    [
        "WINDOWS_CONTAINER", "LINUX_CONTAINER", "LINUX_GPU_CONTAINER", "ARM_CONTAINER", "WINDOWS_SERVER_2019_CONTAINER", "WINDOWS_SERVER_2022_CONTAINER",
        "LINUX_LAMBDA_CONTAINER", "ARM_LAMBDA_CONTAINER", "LINUX_EC2", "ARM_EC2", "WINDOWS_EC2", "MAC_ARM",
    ];

    public static readonly string[] ComputeTypes =
    [
        "BUILD_GENERAL1_SMALL", "BUILD_GENERAL1_MEDIUM", "BUILD_GENERAL1_LARGE", "BUILD_GENERAL1_XLARGE", "BUILD_GENERAL1_2XLARGE",
        "BUILD_LAMBDA_1GB", "BUILD_LAMBDA_2GB", "BUILD_LAMBDA_4GB", "BUILD_LAMBDA_8GB", "BUILD_LAMBDA_10GB", "ATTRIBUTE_BASED_COMPUTE", "CUSTOM_INSTANCE_TYPE",
    ];

    private static readonly string[] Attributes = ["vCpu", "memory", "disk", "machineType"];

    public static string Name(JsonCall call) => call.Required("name", Rules.Invalid) is var name && FleetName().IsMatch(name)
        ? name
        : throw Rules.Fault($"'{name}' is no fleet name: 2 to 128 letters, digits, - and _, the first a letter or digit.");

    /// <exception cref="AwsFault">A member is missing or has a value that it may not have.</exception>
    public static void Check(JsonObject fleet)
    {
        Rules.Text(fleet, "environmentType");
        Rules.Text(fleet, "computeType");
        Rules.OneOf(fleet, "environmentType", EnvironmentTypes);
        Rules.OneOf(fleet, "computeType", ComputeTypes);
        Rules.OneOf(fleet, "overflowBehavior", "QUEUE", "ON_DEMAND");
        if (fleet["baseCapacity"] is null)
        {
            throw Rules.Fault("The request lacks the required member baseCapacity.");
        }

        Rules.Between(fleet, "baseCapacity", 1, int.MaxValue);
        Rules.Tags(fleet);
        CheckCompute(fleet);
        CheckScaling(fleet);
        CheckNetwork(fleet);
    }

    /// <exception cref="AwsFault">The fleet's role lets CodeBuild not do what the fleet needs.</exception>
    public void CheckRole(string region, JsonObject fleet)
    {
        var role = (string?)fleet["fleetServiceRole"];
        if (cloud.Roles.Refused(role, FleetAccesses.Of(region, fleet)) is { } refused)
        {
            throw Rules.Fault($"CodeBuild is not authorized to perform: {refused.Action} on resource: {refused.Resource} with the role {role}");
        }
    }

    /// <summary>Why the fleet cannot run on its AMI, or null where it can.</summary>
    public string? WhyNot(string region, JsonObject fleet)
    {
        if ((string?)fleet["imageId"] is not { } imageId)
        {
            return null;
        }

        if (cloud.Store.Get<ImageDocument>(imageId) is not { } image || image.Region != region || image.State.At(cloud.Now) != "available")
        {
            return $"AMI {imageId} does not exist in {region} or is not available.";
        }

        var environment = (string)fleet["environmentType"]!;
        if (Architecture(environment) is not { } architecture)
        {
            return $"A fleet with an AMI of its own is LINUX_EC2 or ARM_EC2 here, not {environment}.";
        }

        if (image.BaseSystem.Architecture != architecture)
        {
            return $"AMI {imageId} is {image.BaseSystem.Architecture}; environment type {environment} needs {architecture}.";
        }

        return image.Public || IsShared(region, image) ? null : $"AMI {imageId} is not shared with CodeBuild's organization of {region}.";
    }

    /// <summary>EC2's name of an environment type's architecture, where it runs on an AMI.</summary>
    public static string? Architecture(string environmentType) => environmentType switch
    {
        "LINUX_EC2" => "x86_64",
        "ARM_EC2" => "arm64",
        _ => null,
    };

    /// <remarks>
    /// The table is dated, and a recipe may name the organization of a region that it lacks (<c>ami.organization</c>). Nobody here
    /// knows better than that recipe, so any organization will do there: the rehearsal still fails where nothing was shared.
    /// </remarks>
    private static bool IsShared(string region, ImageDocument image) => Organizations.Arns.TryGetValue(region, out var organization)
        ? image.Organizations.Contains(organization)
        : image.Organizations.Count > 0;

    private static void CheckCompute(JsonObject fleet)
    {
        var compute = fleet["computeConfiguration"] as JsonObject;
        var instanceType = (string?)compute?["instanceType"];
        Rules.OneOf(compute, "machineType", "GENERAL", "NVME");
        switch ((string?)fleet["computeType"])
        {
            case "ATTRIBUTE_BASED_COMPUTE" when !Attributes.Any(attribute => compute?[attribute] is not null):
                throw Rules.Fault("ATTRIBUTE_BASED_COMPUTE needs vCpu, memory, disk or machineType in computeConfiguration.");
            case "CUSTOM_INSTANCE_TYPE" when instanceType is not { Length: > 0 }:
                throw Rules.Fault("CUSTOM_INSTANCE_TYPE needs computeConfiguration.instanceType.");
            case "CUSTOM_INSTANCE_TYPE" when Architecture((string)fleet["environmentType"]!) is { } wanted && TypeArchitecture(instanceType) is var has && has != wanted:
                throw Rules.Fault($"Instance type {instanceType} is {has}; environment type {fleet["environmentType"]} needs {wanted}.");
        }
    }

    private static string TypeArchitecture(string type)
    {
        try
        {
            return InstanceTypes.Architecture(type);
        }
        catch (AwsFault fault)
        {
            throw Rules.Fault(fault.Message);
        }
    }

    private static void CheckScaling(JsonObject fleet)
    {
        if (fleet["scalingConfiguration"] is not JsonObject scaling)
        {
            return;
        }

        Rules.OneOf(scaling, "scalingType", "TARGET_TRACKING_SCALING");
        Rules.Between(scaling, "maxCapacity", (int)fleet["baseCapacity"]!, int.MaxValue);
        foreach (var target in scaling["targetTrackingScalingConfigs"] as JsonArray ?? [])
        {
            Rules.OneOf((JsonObject?)target, "metricType", "FLEET_UTILIZATION_RATE");
        }
    }

    private static void CheckNetwork(JsonObject fleet)
    {
        var vpc = fleet["vpcConfig"] as JsonObject;
        Rules.AtMost(vpc, "subnets", MostSubnets);
        Rules.AtMost(vpc, "securityGroupIds", MostSecurityGroups);
        if (fleet["proxyConfiguration"] is not JsonObject proxy)
        {
            return;
        }

        if (vpc is not null)
        {
            throw Rules.Fault("A fleet has a VPC or proxy rules, not both.");
        }

        Rules.OneOf(proxy, "defaultBehavior", "ALLOW_ALL", "DENY_ALL");
        Rules.AtMost(proxy, "orderedProxyRules", 100);
        foreach (var rule in (proxy["orderedProxyRules"] as JsonArray ?? []).Cast<JsonObject>())
        {
            Rules.OneOf(rule, "type", "DOMAIN", "IP");
            Rules.OneOf(rule, "effect", "ALLOW", "DENY");
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9\-_]{1,127}$")]
    private static partial Regex FleetName();
}
