using System.Net;
using System.Net.Sockets;
using Fleetyard.Fleets;
using Fleetyard.Recipes;

namespace Fleetyard.Build.Clouds;

/// <summary>The address that this machine is seen with on the Internet, as AWS's own page tells it.</summary>
/// <param name="http">What the page is asked with; the proxy of the environment is the client's own business.</param>
/// <param name="page">The page; null for AWS's, https://checkip.amazonaws.com.</param>
internal sealed class InternetAddress(HttpClient http, Uri? page = null) : IOwnAddress
{
    private readonly Uri page = page ?? new Uri("https://checkip.amazonaws.com");

    /// <inheritdoc/>
    public async Task<IPAddress> FindAsync(SshAddress toward, CancellationToken cancellationToken)
    {
        if (toward != SshAddress.Public)
        {
            throw new FleetException($"The address that this machine has toward an instance's {toward.ToString().ToLowerInvariant()} address cannot be found out; name it in the recipe's instance.ssh.from, as a CIDR block of one address.");
        }

        string said;
        try
        {
            said = (await http.GetStringAsync(page, cancellationToken)).Trim();
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new FleetException($"{page.Host} could not be asked for the address of this machine ({e.Message.TrimEnd('.')}); see to the network, or name the address in the recipe's instance.ssh.from, such as 203.0.113.7/32.", e);
        }

        return IPAddress.TryParse(said, out var address) && address.AddressFamily == AddressFamily.InterNetwork
            ? address
            : throw new FleetException($"{page.Host} was asked for the address of this machine and answered no IPv4 address; name it in the recipe's instance.ssh.from, such as 203.0.113.7/32.");
    }
}
