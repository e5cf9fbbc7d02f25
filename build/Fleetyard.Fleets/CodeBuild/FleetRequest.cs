using Amazon.CodeBuild;
using Amazon.CodeBuild.Model;
using Fleetyard.Fleets.Regions;
using Fleetyard.Fleets.Runs;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.CodeBuild;

/// <summary>A recipe's fleet as CodeBuild is asked for it.</summary>
internal static class FleetRequest
{
    public static CreateFleetRequest Create(FleetRun run, Place place)
    {
        var fleet = place.Fleet;
        return new CreateFleetRequest
        {
            Name = fleet.Name,
            BaseCapacity = fleet.Capacity,
            EnvironmentType = run.Recipe.Source.Architecture.EnvironmentType(),
            ComputeType = fleet.Compute.Type,
            ComputeConfiguration = Compute(fleet.Compute),
            ScalingConfiguration = Scaling(fleet.Scaling),
            OverflowBehavior = fleet.Overflow == FleetOverflow.OnDemand ? "ON_DEMAND" : "QUEUE",
            VpcConfig = fleet.Vpc is { } vpc ? new VpcConfig { VpcId = vpc.VpcId, Subnets = [.. vpc.Subnets], SecurityGroupIds = [.. vpc.SecurityGroupIds] } : null,
            ProxyConfiguration = Proxy(fleet.Proxy),
            ImageId = run.State.In(place).AmiId,
            FleetServiceRole = fleet.ServiceRole,
            Tags = Fleets.Tags.CodeBuild(Fleets.Tags.Of(run, fleet.Name, fleet.Tags)),
        };
    }

    public static UpdateFleetRequest Update(CreateFleetRequest wanted, Fleet there) => new()
    {
        Arn = there.Arn,
        BaseCapacity = wanted.BaseCapacity,
        EnvironmentType = wanted.EnvironmentType,
        ComputeType = wanted.ComputeType,
        ComputeConfiguration = wanted.ComputeConfiguration,

        // An empty object takes the scaling away; nothing would leave it. The others are emptied only where there is something.
        ScalingConfiguration = wanted.ScalingConfiguration ?? new ScalingConfigurationInput(),
        OverflowBehavior = wanted.OverflowBehavior,
        VpcConfig = wanted.VpcConfig ?? (there.VpcConfig is null ? null : new VpcConfig()),
        ProxyConfiguration = wanted.ProxyConfiguration ?? (there.ProxyConfiguration is null ? null : new ProxyConfiguration()),
        ImageId = wanted.ImageId,
        FleetServiceRole = wanted.FleetServiceRole,
        Tags = wanted.Tags,
    };

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
}
