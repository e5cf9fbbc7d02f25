using Fleetyard.LocalCloud.Instances.Docker;

namespace Fleetyard.LocalCloud.Instances;

/// <summary>Chooses what instances are on this machine.</summary>
public static class InstanceHosts
{
    /// <summary>The host of a kind, or the first that works here.</summary>
    /// <param name="kind">A kind's name in lower case, or null for the first that works.</param>
    /// <param name="directory">Where hosts keep what is theirs.</param>
    /// <param name="progress">Takes lines for people about work that takes long.</param>
    /// <param name="cancellationToken">Ends the look around.</param>
    /// <exception cref="InstanceHostException">The kind does not work here; the message says why and what to do.</exception>
    public static async Task<IInstanceHost> SelectAsync(string? kind, string directory, Action<string> progress, CancellationToken cancellationToken)
    {
        var hosts = All(directory, progress, isChosen: kind is not null);
        var docker = (DockerHost)hosts[0];
        var asked = hosts.Where(host => kind is null || host.Kind.ToString().Equals(kind, StringComparison.OrdinalIgnoreCase)).ToList();

        // An engine whose base systems could come from a registry alone is no sure thing, and a registry that cannot be reached shows only
        // when an instance is launched: clones of this machine go first then. The choice hangs on the machine, not on the recipe, or one
        // command would look for a fleet where another did not make it.
        if (kind is null && !await docker.HasBaseAtHandAsync(cancellationToken))
        {
            (asked[0], asked[1]) = (asked[1], asked[0]);
        }

        var reasons = new List<string>();
        IInstanceHost? chosen = null;
        foreach (var host in asked)
        {
            if (await host.WhyNotAsync(cancellationToken) is not { } reason)
            {
                chosen = host;
                break;
            }

            reasons.Add(reason);
        }

        foreach (var host in hosts.Where(host => host != chosen))
        {
            await host.DisposeAsync();
        }

        return chosen ?? throw new InstanceHostException(asked.Count > 0
            ? string.Join("; ", reasons)
            : $"There are no '{kind}' instances here; --instances takes {string.Join(", ", hosts.Select(host => host.Kind.ToString().ToLowerInvariant()))}.");
    }

    /// <summary>Why each kind does not work here, in the order in which they are preferred; null for one that does.</summary>
    /// <param name="directory">Where hosts keep what is theirs.</param>
    /// <param name="cancellationToken">Ends the look around.</param>
    public static async Task<IReadOnlyList<(InstanceKind Kind, string? WhyNot)>> SurveyAsync(string directory, CancellationToken cancellationToken)
    {
        var hosts = All(directory, _ => { }, isChosen: false);
        try
        {
            return await Task.WhenAll(hosts.Select(async host => (host.Kind, await host.WhyNotAsync(cancellationToken))));
        }
        finally
        {
            foreach (var host in hosts)
            {
                await host.DisposeAsync();
            }
        }
    }

    /// <remarks>No clone sees the artifacts, which are two above: the journals and the keys of runs are there, too.</remarks>
    private static IReadOnlyList<IInstanceHost> All(string directory, Action<string> progress, bool isChosen) =>
        [new DockerHost(Path.Combine(directory, "docker"), progress, isChosen: isChosen), new OverlayHost(Path.Combine(directory, "overlay"), Path.Combine(directory, "..", "..")), new SimulatedHost(Path.Combine(directory, "simulated"))];
}
