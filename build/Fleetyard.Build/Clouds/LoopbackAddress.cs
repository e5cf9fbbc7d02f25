using System.Net;
using Fleetyard.Fleets;
using Fleetyard.Recipes;

namespace Fleetyard.Build.Clouds;

/// <summary>How a rehearsal's instances see this machine, which they are on.</summary>
internal sealed class LoopbackAddress : IOwnAddress
{
    /// <inheritdoc/>
    public Task<IPAddress> FindAsync(SshAddress toward, CancellationToken cancellationToken) => Task.FromResult(toward == SshAddress.Ipv6 ? IPAddress.IPv6Loopback : IPAddress.Loopback);
}
