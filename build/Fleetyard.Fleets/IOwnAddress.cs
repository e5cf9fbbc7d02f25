using System.Net;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets;

/// <summary>Finds the address that this machine is seen with by a cloud's instances.</summary>
public interface IOwnAddress
{
    /// <summary>The address that connections to an instance come from.</summary>
    /// <param name="toward">Which of the instance's addresses is connected to.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    /// <exception cref="FleetException">It cannot be found; the message says what to do.</exception>
    Task<IPAddress> FindAsync(SshAddress toward, CancellationToken cancellationToken);
}
