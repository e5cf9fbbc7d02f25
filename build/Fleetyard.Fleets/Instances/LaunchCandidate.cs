using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Instances;

/// <summary>One type in one place that an instance may be launched as.</summary>
internal sealed record LaunchCandidate(string Type, string? SubnetId, string? AvailabilityZone)
{
    /// <summary>What EC2 says where another type or place may do.</summary>
    private static readonly string[] Shortages =
    [
        "InsufficientInstanceCapacity", "InsufficientCapacity", "InsufficientHostCapacity", "InsufficientCapacityOnHost", "InsufficientReservedInstanceCapacity", "ReservationCapacityExceeded",
        "InsufficientFreeAddressesInSubnet", "InsufficientAddressCapacity", "InsufficientVolumeCapacity", "Unsupported", "SpotMaxPriceTooLow", "MaxSpotInstanceCountExceeded",
    ];

    /// <summary>Every type in every place: the first type everywhere, then the second, since the types are in the order in which they are wanted.</summary>
    public static IReadOnlyList<LaunchCandidate> Of(BuildInstance instance)
    {
        IReadOnlyList<(string? Subnet, string? Zone)> places =
        [
            .. instance.Placement.SubnetIds.Select(subnet => ((string?)subnet, (string?)null)),
            .. instance.Placement.SubnetIds.Count > 0 ? [] : instance.Placement.AvailabilityZones.Select(zone => ((string?)null, (string?)zone)),
        ];
        return [.. instance.Types.SelectMany(type => places.DefaultIfEmpty().Select(place => new LaunchCandidate(type, place.Subnet, place.Zone)))];
    }

    /// <summary>Whether an error or a state's reason says that another candidate may do.</summary>
    /// <param name="code">An error's code, or a reason's such as <c>Server.InsufficientInstanceCapacity</c>.</param>
    public static bool IsShortage(string? code) => Shortages.Contains(code?.Replace("Server.", "", StringComparison.Ordinal));

    /// <inheritdoc/>
    public override string ToString() => $"{Type}{((SubnetId ?? AvailabilityZone) is { } place ? $" in {place}" : "")}";
}
