using System.Net;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Tests.World;

/// <summary>A LocalCloud's instances are on this machine.</summary>
internal sealed class OwnAddress : IOwnAddress
{
    public Task<IPAddress> FindAsync(SshAddress toward, CancellationToken cancellationToken) => Task.FromResult(IPAddress.Loopback);
}
