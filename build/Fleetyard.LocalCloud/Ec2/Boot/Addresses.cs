using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.Ec2.Boot;

/// <summary>The addresses that instances really have, in place of those that they were given at launch.</summary>
internal static class Addresses
{
    /// <summary>Writes down where an instance is that was just started; a host whose instances have no address leaves what is there.</summary>
    public static async Task NoteAsync(Cloud cloud, string id, CancellationToken cancellationToken)
    {
        if (await cloud.Host.AddressAsync(id, cancellationToken) is { } address)
        {
            cloud.Store.Change<InstanceDocument>(id, instance => instance.Network is { } network
                ? instance with { Network = network with { PrivateIp = address, PublicIp = network.PublicIp is null ? null : address } }
                : instance);
        }
    }
}
