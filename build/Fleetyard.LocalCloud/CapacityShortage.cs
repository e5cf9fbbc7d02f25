using System.Text.RegularExpressions;
using Fleetyard.LocalCloud.Faults;

namespace Fleetyard.LocalCloud;

/// <summary>Launches that find no capacity.</summary>
public sealed partial record CapacityShortage
{
    /// <summary>The instance type, such as <c>c7i.large</c>; null for every type.</summary>
    public string? InstanceType { get; init; }

    /// <summary>The Availability Zone, such as <c>us-west-2a</c>; null for every zone.</summary>
    public string? Zone { get; init; }

    /// <summary>True for Spot Instances alone, false for on-demand ones alone; null for both.</summary>
    public bool? Spot { get; init; }

    /// <summary>Whether EC2 never has the type there (<c>Unsupported</c>), rather than not now (<c>InsufficientInstanceCapacity</c>).</summary>
    public bool IsUnsupported { get; init; }

    /// <summary>Whether a line of a fault plan names a type or a zone, and so is read by <see cref="Parse"/>.</summary>
    internal static bool IsOne(string line) => Line().IsMatch(line);

    /// <summary>Reads <c>RunInstances/c7i.large/InsufficientInstanceCapacity</c> or <c>RunInstances/us-west-2a/Unsupported</c>: every launch of the type or in the zone.</summary>
    internal static CapacityShortage Parse(string line)
    {
        var match = Line().Match(line);
        return new()
        {
            InstanceType = match.Groups["type"] is { Success: true, Value: var type } ? type : null,
            Zone = match.Groups["zone"] is { Success: true, Value: var zone } ? zone : null,
            IsUnsupported = match.Groups["kind"].Value.Equals(nameof(FaultKind.Unsupported), StringComparison.OrdinalIgnoreCase),
        };
    }

    [GeneratedRegex(@"^RunInstances/((?<type>[a-z0-9-]+\.[a-z0-9-]+)|(?<zone>[a-z]+(-[a-z]+)+-\d[a-z]))/(?<kind>(?i:InsufficientInstanceCapacity|Unsupported))$")]
    private static partial Regex Line();
}
