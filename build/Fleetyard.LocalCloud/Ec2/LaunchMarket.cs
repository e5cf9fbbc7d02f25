using System.Globalization;
using Fleetyard.LocalCloud.Http;

namespace Fleetyard.LocalCloud.Ec2;

/// <summary>How a launch buys its instances, and on which of the account's own capacity.</summary>
internal sealed record LaunchMarket
{
    private static readonly string[] OfSpot = ["MaxPrice", "SpotInstanceType", "InstanceInterruptionBehavior"];

    public required bool IsSpot { get; init; }
    public required bool IsPersistent { get; init; }

    /// <summary>In US dollars an hour; null for the on-demand price.</summary>
    public required decimal? MaxPrice { get; init; }
    public required string Tenancy { get; init; }
    public required string? HostId { get; init; }
    public required string? ReservationId { get; init; }

    public static LaunchMarket Read(QueryCall call)
    {
        var spot = call.OneOf("InstanceMarketOptions.MarketType", "spot") is not null;
        if (call.Parameters.Keys.FirstOrDefault(name => name.StartsWith("InstanceMarketOptions.SpotOptions.", StringComparison.Ordinal) && !OfSpot.Contains(name.Split('.')[2])) is { } unknown)
        {
            throw new AwsFault("UnsupportedOperation", $"LocalCloud does not implement RunInstances with {unknown}.");
        }

        var persistent = call.OneOf("InstanceMarketOptions.SpotOptions.SpotInstanceType", "one-time", "persistent") == "persistent";
        if (call.OneOf("InstanceMarketOptions.SpotOptions.InstanceInterruptionBehavior", "hibernate", "stop", "terminate") is "hibernate" or "stop" && !persistent)
        {
            throw new AwsFault("InvalidParameterCombination", "The interruption behaviors stop and hibernate take a persistent Spot request.");
        }

        var host = call["Placement.HostId"] is { Length: > 0 } id ? ResourceIds.Host(id) : null;
        return new()
        {
            IsSpot = spot,
            IsPersistent = persistent,
            MaxPrice = Price(call["InstanceMarketOptions.SpotOptions.MaxPrice"]),
            Tenancy = call.OneOf("Placement.Tenancy", "default", "dedicated", "host") ?? (host is null ? "default" : "host"),
            HostId = host,
            ReservationId = call["CapacityReservationSpecification.CapacityReservationTarget.CapacityReservationId"] is { Length: > 0 } reservation ? ResourceIds.CapacityReservation(reservation) : null,
        };
    }

    private static decimal? Price(string? text)
    {
        if (text is null)
        {
            return null;
        }

        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price) && price > 0
            ? price
            : throw new AwsFault("InvalidParameterValue", $"Value ( {text} ) for parameter maxPrice is invalid. Expecting a price in US dollars an hour.");
    }
}
