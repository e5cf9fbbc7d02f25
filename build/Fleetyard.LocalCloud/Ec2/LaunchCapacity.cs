using System.Globalization;
using Fleetyard.LocalCloud.Ec2.Network;
using Fleetyard.LocalCloud.Faults;
using Fleetyard.LocalCloud.Http;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2;

/// <summary>Whether there is capacity for a launch.</summary>
internal sealed class LaunchCapacity(Cloud cloud)
{
    public void Check(string region, LaunchRequest request, FaultKind? fault)
    {
        CheckOwned(request.Market);
        if (request.Market.IsSpot)
        {
            CheckSpot(request);
        }

        var zone = request.Network.Zone ?? new DefaultNetwork(region).Subnets.Concat(cloud.Store.All<SubnetDocument>()).FirstOrDefault(subnet => subnet.Id == request.Network.SubnetId)?.Zone ?? new DefaultNetwork(region).Zones[0];
        bool? isUnsupported = fault switch
        {
            FaultKind.Unsupported => true,
            FaultKind.InsufficientInstanceCapacity => false,
            _ => cloud.Capacity.Shortages.FirstOrDefault(shortage => Fits(shortage, request, zone))?.IsUnsupported,
        };
        if (isUnsupported is null)
        {
            return;
        }

        throw isUnsupported.Value
            ? new AwsFault("Unsupported", $"Your requested instance type ({request.Type}) is not supported in your requested Availability Zone ({zone}).")
            : new AwsFault("InsufficientInstanceCapacity", $"We currently do not have sufficient {request.Type} capacity in the Availability Zone you requested ({zone}).", 500);
    }

    private void CheckSpot(LaunchRequest request)
    {
        if (request.Market.MaxPrice is { } price && price < cloud.Capacity.SpotPrice)
        {
            throw new AwsFault("SpotMaxPriceTooLow", $"Your Spot request price of {price.ToString(CultureInfo.InvariantCulture)} is lower than the minimum required Spot request fulfillment price of {cloud.Capacity.SpotPrice.ToString(CultureInfo.InvariantCulture)}.");
        }

        var living = cloud.Store.All<InstanceDocument>().Count(instance => instance.Spot is not null && instance.State.At(cloud.Now) != "terminated");
        if (living + request.Count > cloud.Capacity.MostSpotInstances)
        {
            throw new AwsFault("MaxSpotInstanceCountExceeded", "Max spot instance count exceeded");
        }
    }

    /// <summary>What the account would have of its own: hosts and reservations.</summary>
    private void CheckOwned(LaunchMarket market)
    {
        if (market.HostId is { } host && !cloud.AdoptsUnknownIds && !cloud.Capacity.DedicatedHosts.Contains(host))
        {
            throw new AwsFault("InvalidHostID.NotFound", $"The specified Dedicated Host ID '{host}' does not exist.");
        }

        if (market.ReservationId is { } reservation && !cloud.AdoptsUnknownIds && !cloud.Capacity.Reservations.Contains(reservation))
        {
            throw new AwsFault("InvalidCapacityReservationId.NotFound", $"The specified Capacity Reservation ID '{reservation}' does not exist.");
        }
    }

    private static bool Fits(CapacityShortage shortage, LaunchRequest request, string zone) =>
        (shortage.InstanceType is null || shortage.InstanceType == request.Type) && (shortage.Zone is null || shortage.Zone == zone) && (shortage.Spot is null || shortage.Spot == request.Market.IsSpot);
}
