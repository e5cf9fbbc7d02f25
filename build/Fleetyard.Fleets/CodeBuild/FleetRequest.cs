using System.Globalization;
using Amazon.CodeBuild;
using Amazon.CodeBuild.Model;
using Fleetyard.Fleets.Runs;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.CodeBuild;

/// <summary>A recipe's fleet as CodeBuild is asked for it, and what differs from the fleet that is there.</summary>
internal static class FleetRequest
{
    public static CreateFleetRequest Create(FleetRun run)
    {
        var fleet = run.Recipe.Fleet;
        return new CreateFleetRequest
        {
            Name = fleet.Name,
            BaseCapacity = fleet.Capacity,
            EnvironmentType = run.Recipe.Source.Architecture == Architecture.Arm64 ? "ARM_EC2" : "LINUX_EC2",
            ComputeType = fleet.Compute.Type,
            ComputeConfiguration = Compute(fleet.Compute),
            ScalingConfiguration = Scaling(fleet.Scaling),
            OverflowBehavior = fleet.Overflow == FleetOverflow.OnDemand ? "ON_DEMAND" : "QUEUE",
            VpcConfig = fleet.Vpc is { } vpc ? new VpcConfig { VpcId = vpc.VpcId, Subnets = [.. vpc.Subnets], SecurityGroupIds = [.. vpc.SecurityGroupIds] } : null,
            ProxyConfiguration = Proxy(fleet.Proxy),
            ImageId = run.State.AmiId,
            FleetServiceRole = fleet.ServiceRole,
            Tags = Fleets.Tags.CodeBuild(Fleets.Tags.Of(run, fleet.Name, fleet.Tags)),
        };
    }

    public static UpdateFleetRequest Update(CreateFleetRequest wanted, string arn) => new()
    {
        Arn = arn,
        BaseCapacity = wanted.BaseCapacity,
        EnvironmentType = wanted.EnvironmentType,
        ComputeType = wanted.ComputeType,
        ComputeConfiguration = wanted.ComputeConfiguration,

        // An empty object takes the scaling away; nothing would leave it.
        ScalingConfiguration = wanted.ScalingConfiguration ?? new ScalingConfigurationInput(),
        OverflowBehavior = wanted.OverflowBehavior,
        VpcConfig = wanted.VpcConfig,
        ProxyConfiguration = wanted.ProxyConfiguration,
        ImageId = wanted.ImageId,
        FleetServiceRole = wanted.FleetServiceRole,
        Tags = wanted.Tags,
    };

    /// <summary>Each field that differs, as <c>field: old → new</c>.</summary>
    public static IReadOnlyList<string> Differences(CreateFleetRequest wanted, Fleet there)
    {
        (string Field, string? Old, string? New)[] fields =
        [
            ("imageId", there.ImageId, wanted.ImageId),
            ("baseCapacity", Text(there.BaseCapacity), Text(wanted.BaseCapacity)),
            ("computeType", there.ComputeType?.Value, wanted.ComputeType?.Value),
            ("computeConfiguration", Text(there.ComputeConfiguration), Text(wanted.ComputeConfiguration)),
            ("environmentType", there.EnvironmentType?.Value, wanted.EnvironmentType?.Value),
            ("overflowBehavior", there.OverflowBehavior?.Value, wanted.OverflowBehavior?.Value),
            ("fleetServiceRole", there.FleetServiceRole, wanted.FleetServiceRole),
            ("maxCapacity", Text(there.ScalingConfiguration?.MaxCapacity), Text(wanted.ScalingConfiguration?.MaxCapacity)),
            ("vpcConfig", Text(there.VpcConfig), Text(wanted.VpcConfig)),
        ];
        return [.. fields.Where(field => field.Old != field.New).Select(field => $"{field.Field}: {field.Old ?? "none"} → {field.New ?? "none"}")];
    }

    internal static ComputeConfiguration? Compute(FleetCompute compute) => compute.Type.StartsWith("BUILD_", StringComparison.Ordinal)
        ? null
        : new ComputeConfiguration
        {
            InstanceType = compute.InstanceType,
            VCpu = compute.VCpu,
            Memory = compute.MemoryGiB,
            Disk = compute.DiskGiB,
            MachineType = compute.MachineType is { } machine ? (MachineType)machine : null,
        };

    private static ScalingConfigurationInput? Scaling(FleetScaling? scaling) => scaling is null ? null : new ScalingConfigurationInput
    {
        ScalingType = FleetScalingType.TARGET_TRACKING_SCALING,
        MaxCapacity = scaling.MaxCapacity,
        TargetTrackingScalingConfigs = [new TargetTrackingScalingConfiguration { MetricType = FleetScalingMetricType.FLEET_UTILIZATION_RATE, TargetValue = scaling.TargetUtilization }],
    };

    private static ProxyConfiguration? Proxy(FleetProxy? proxy) => proxy is null ? null : new ProxyConfiguration
    {
        DefaultBehavior = proxy.DefaultBehavior,
        OrderedProxyRules = [.. proxy.Rules.Select(rule => new Amazon.CodeBuild.Model.FleetProxyRule { Type = rule.Type, Effect = rule.Effect, Entities = [.. rule.Entities] })],
    };

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Text(ComputeConfiguration? compute) => compute is null
        ? null
        : string.Join(' ', new[] { compute.InstanceType, compute.MachineType?.Value, $"{compute.VCpu}", $"{compute.Memory}", $"{compute.Disk}" }.Where(part => !string.IsNullOrEmpty(part)));

    private static string? Text(VpcConfig? vpc) => vpc?.VpcId is null
        ? null
        : $"{vpc.VpcId} {string.Join(',', vpc.Subnets ?? [])} {string.Join(',', vpc.SecurityGroupIds ?? [])}";
}
