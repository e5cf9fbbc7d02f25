using Amazon.EC2.Model;
using Fleetyard.Fleets.Instances;
using Fleetyard.Fleets.Runs;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Ssh;

/// <summary>Where an instance is connected to, as whom, and which host key it must show.</summary>
internal sealed record SshTarget(string InstanceId, string Zone, string Address, string User, SshKey Key, string HostKey)
{
    /// <summary>The instance's port.</summary>
    public const int SshPort = 22;

    /// <summary>The port that is connected to: the instance's, or that of a tunnel to it.</summary>
    public int Port { get; init; } = SshPort;

    /// <summary>The same instance through a tunnel.</summary>
    public SshTarget Through(Sessions.SessionTunnel tunnel) => this with { Address = "127.0.0.1", Port = tunnel.Port };

    /// <summary>The run's instance as it is now, or null where EC2 does not know it yet.</summary>
    /// <exception cref="FleetException">It does not run, has no such address, or its keys are lost.</exception>
    public static async Task<SshTarget?> FindAsync(FleetRun run, string id, CancellationToken cancellationToken)
    {
        var keys = SshKeys.Of(run);
        var instance = await InstanceStates.FindAsync(run, id, cancellationToken);
        return instance?.State.Name.Value switch
        {
            null or "pending" => null,
            "running" => new(id, instance.Placement?.AvailabilityZone ?? "", run.Recipe.Instance.Ssh.Through == SshRoute.Direct ? AddressOf(run, instance) : id, SshUser.Of(run.Recipe), keys.User, keys.Host.Fingerprint),
            var state => throw new FleetException($"Instance {id} is {state} and cannot be reached by SSH: {InstanceStates.Reason(instance)}; run the same command again."),
        };
    }

    private static string AddressOf(FleetRun run, Instance instance)
    {
        var (address, lacking) = run.Recipe.Instance.Ssh.Address switch
        {
            SshAddress.Private => (instance.PrivateIpAddress, "private IPv4 address; set instance.ssh.address to one that it has"),
            SshAddress.Ipv6 => (instance.Ipv6Address, "IPv6 address; set instance.ipv6 and name a subnet that has IPv6, or set instance.ssh.address to public or private"),
            _ => (instance.PublicIpAddress, "public IPv4 address; set instance.publicIp: true, name a subnet that gives one, or set instance.ssh.address to private or ipv6"),
        };
        return string.IsNullOrEmpty(address) ? throw new FleetException($"Instance {instance.InstanceId} cannot be reached by SSH, since it has no {lacking} in {run.Recipe.File}.") : address;
    }
}
