using System.Globalization;
using Amazon.CodeBuild.Model;

namespace Fleetyard.Fleets.CodeBuild;

/// <summary>What differs between a fleet as a recipe asks for it and the fleet that is there.</summary>
internal static class FleetDifferences
{
    /// <summary>The tags that every run writes anew; alone they are no reason for an update.</summary>
    private static readonly string[] OfTheRun = [Fleets.Tags.Run, Fleets.Tags.Owner, Fleets.Tags.Expires, Fleets.Tags.Commit, Fleets.Tags.Branch];

    /// <summary>Each field that differs, as <c>field: old → new</c>. What the recipe leaves open, CodeBuild may fill in.</summary>
    public static IReadOnlyList<string> Between(CreateFleetRequest wanted, Fleet there)
    {
        (string Field, string? Old, string? New)[] fields =
        [
            ("imageId", there.ImageId, wanted.ImageId),
            ("baseCapacity", Text(there.BaseCapacity), Text(wanted.BaseCapacity)),
            ("computeType", there.ComputeType?.Value, wanted.ComputeType?.Value),
            .. Compute(wanted.ComputeConfiguration, there.ComputeConfiguration),
            ("environmentType", there.EnvironmentType?.Value, wanted.EnvironmentType?.Value),
            ("overflowBehavior", there.OverflowBehavior?.Value, wanted.OverflowBehavior?.Value),
            ("fleetServiceRole", there.FleetServiceRole, wanted.FleetServiceRole),
            ("scalingType", there.ScalingConfiguration?.ScalingType?.Value, wanted.ScalingConfiguration?.ScalingType?.Value),
            ("maxCapacity", wanted.ScalingConfiguration is null ? null : Text(there.ScalingConfiguration?.MaxCapacity), Text(wanted.ScalingConfiguration?.MaxCapacity)),
            ("targetUtilization", Target(there.ScalingConfiguration?.TargetTrackingScalingConfigs), Target(wanted.ScalingConfiguration?.TargetTrackingScalingConfigs)),
            ("vpcConfig", Text(there.VpcConfig), Text(wanted.VpcConfig)),
            ("proxyConfiguration", Text(there.ProxyConfiguration), Text(wanted.ProxyConfiguration)),
            .. Tags(wanted.Tags, there.Tags ?? []),
        ];
        return [.. fields.Where(field => field.Old != field.New).Select(field => $"{field.Field}: {field.Old ?? "none"} → {field.New ?? "none"}")];
    }

    /// <summary>AWS's own tags are nobody's to take away.</summary>
    private static IEnumerable<(string Field, string? Old, string? New)> Tags(List<Tag> wanted, List<Tag> there) => wanted.Concat(there)
        .Select(tag => tag.Key!)
        .Where(key => !OfTheRun.Contains(key) && !key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
        .Distinct()
        .Select(key => ($"tag {key}", there.FirstOrDefault(tag => tag.Key == key)?.Value, wanted.FirstOrDefault(tag => tag.Key == key)?.Value));

    private static IEnumerable<(string Field, string? Old, string? New)> Compute(ComputeConfiguration? wanted, ComputeConfiguration? there)
    {
        (string Field, string? Old, string? New)[] members =
        [
            ("instanceType", there?.InstanceType, wanted?.InstanceType),
            ("machineType", there?.MachineType?.Value, wanted?.MachineType?.Value),
            ("vCpu", Text(there?.VCpu), Text(wanted?.VCpu)),
            ("memory", Text(there?.Memory), Text(wanted?.Memory)),
            ("disk", Text(there?.Disk), Text(wanted?.Disk)),
        ];
        return members.Where(member => member.New is not null);
    }

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Target(List<TargetTrackingScalingConfiguration>? targets) => targets is not { Count: > 0 }
        ? null
        : string.Join(", ", targets.Select(target => string.Create(CultureInfo.InvariantCulture, $"{target.MetricType?.Value} {target.TargetValue}")));

    /// <summary>The order of subnets and groups says nothing.</summary>
    private static string? Text(VpcConfig? vpc) => string.IsNullOrEmpty(vpc?.VpcId)
        ? null
        : $"{vpc.VpcId} {Sorted(vpc.Subnets)} {Sorted(vpc.SecurityGroupIds)}";

    private static string Sorted(List<string>? ids) => string.Join(',', (ids ?? []).Order(StringComparer.Ordinal));

    /// <summary>The order of rules decides.</summary>
    private static string? Text(ProxyConfiguration? proxy) => proxy is null || (proxy.DefaultBehavior is null && proxy.OrderedProxyRules is not { Count: > 0 })
        ? null
        : string.Join(", ", (proxy.OrderedProxyRules ?? []).Select(rule => $"{rule.Effect?.Value} {rule.Type?.Value} {string.Join(' ', rule.Entities ?? [])}").Prepend($"{proxy.DefaultBehavior?.Value}"));
}
