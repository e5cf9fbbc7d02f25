namespace Fleetyard.LocalCloud;

/// <summary>What EC2 has to give: where a launch finds nothing, and what becomes of Spot Instances. By default there is enough of everything.</summary>
public sealed record Capacity
{
    /// <summary>Where a launch finds nothing.</summary>
    public IReadOnlyList<CapacityShortage> Shortages { get; init; } = [];

    /// <summary>What spare capacity costs, in US dollars an hour: a lower bid is refused with <c>SpotMaxPriceTooLow</c>.</summary>
    public decimal SpotPrice { get; init; }

    /// <summary>How many Spot Instances may live at once: one more is refused with <c>MaxSpotInstanceCountExceeded</c>; null for any number.</summary>
    public int? MostSpotInstances { get; init; }

    /// <summary>How long after its launch EC2 takes a Spot Instance back; null for the latency <c>spot-interruption</c>, or never.</summary>
    public TimeSpan? SpotLifetime { get; init; }

    /// <summary>The ids of the account's Dedicated Hosts.</summary>
    public IReadOnlyList<string> DedicatedHosts { get; init; } = [];

    /// <summary>The ids of the account's capacity reservations.</summary>
    public IReadOnlyList<string> Reservations { get; init; } = [];
}
