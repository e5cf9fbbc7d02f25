namespace Fleetyard.LocalCloud.Instances;

/// <summary>Chooses what instances are on this machine.</summary>
public static class InstanceHosts
{
    /// <summary>The host of a kind, or the first that works here.</summary>
    /// <param name="kind">A kind's name in lower case, or null for the first that works.</param>
    /// <param name="directory">Where hosts keep what is theirs.</param>
    /// <param name="cancellationToken">Ends the look around.</param>
    /// <exception cref="InstanceHostException">The kind does not work here; the message says why and what to do.</exception>
    public static async Task<IInstanceHost> SelectAsync(string? kind, string directory, CancellationToken cancellationToken)
    {
        IReadOnlyList<IInstanceHost> hosts = [new OverlayHost(Path.Combine(directory, "overlay")), new SimulatedHost(Path.Combine(directory, "simulated"))];
        var asked = hosts.Where(host => kind is null || host.Kind.ToString().Equals(kind, StringComparison.OrdinalIgnoreCase)).ToList();
        var reasons = new List<string>();
        foreach (var host in asked)
        {
            if (await host.WhyNotAsync(cancellationToken) is not { } reason)
            {
                return host;
            }

            reasons.Add(reason);
        }

        throw new InstanceHostException(asked.Count > 0
            ? string.Join("; ", reasons)
            : $"There are no '{kind}' instances here; --instances takes {string.Join(", ", hosts.Select(host => host.Kind.ToString().ToLowerInvariant()))}.");
    }
}
