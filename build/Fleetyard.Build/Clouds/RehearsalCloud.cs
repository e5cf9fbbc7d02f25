using Amazon.Runtime;
using Fleetyard.Fleets;
using Fleetyard.LocalCloud;
using Fleetyard.LocalCloud.Faults;
using Fleetyard.LocalCloud.Instances;

namespace Fleetyard.Build.Clouds;

/// <summary>The rehearsal: LocalCloud in this process, spoken to over HTTP like AWS.</summary>
public sealed class RehearsalCloud : ICloud
{
    private readonly LocalCloudServer server;
    private readonly IInstanceHost host;
    private readonly BasicAWSCredentials credentials;
    private readonly DirectHttp direct = new();

    private RehearsalCloud(LocalCloudServer server, IInstanceHost host)
    {
        (this.server, this.host) = (server, host);
        credentials = new BasicAWSCredentials(server.AccessKeyId, server.SecretAccessKey);
    }

    /// <inheritdoc/>
    public Task<CloudIdentity> IdentifyAsync(string region, CancellationToken cancellationToken) => Task.FromResult(new CloudIdentity(
        $"local/{host.Kind.ToString().ToLowerInvariant()}",
        $"LocalCloud on this machine, account {server.AccountId}, region {region}; instances are {host.Description}"));

    /// <summary>Starts it; its state is what an earlier command left. What takes long is told to <paramref name="progress"/>.</summary>
    /// <exception cref="InstanceHostException">The kind of instances that was asked for does not work here.</exception>
    /// <exception cref="LocalCloudException">Its state, or a file that was given, cannot be used.</exception>
    public static async Task<RehearsalCloud> StartAsync(string folder, string? instances, string latency, string? faults, Action<string> progress, CancellationToken cancellationToken)
    {
        var host = await InstanceHosts.SelectAsync(instances, Path.Combine(folder, "hosts"), progress, cancellationToken);
        var latencies = latency switch
        {
            "none" => Latencies.None,
            "aws" => Latencies.Aws,
            _ => Latencies.Read(latency),
        };
        var server = await LocalCloudServer.StartAsync(
            new LocalCloudOptions { StateDirectory = Path.Combine(folder, host.Kind.ToString().ToLowerInvariant()), Host = host, Latencies = latencies, Faults = faults is null ? FaultPlan.None : FaultPlan.Read(faults), AdoptsUnknownIds = true }, cancellationToken);
        return new RehearsalCloud(server, host);
    }

    /// <inheritdoc/>
    /// <remarks>It is on this machine: what the environment says of proxies and of AWS's own endpoints is not meant for it.</remarks>
    public CloudClients In(string region) => ClientSet.Of(credentials, new LoopbackAddress(), config =>
    {
        config.ServiceURL = server.Endpoint.ToString();
        config.AuthenticationRegion = region;
        config.UseFIPSEndpoint = false;
        config.UseDualstackEndpoint = false;
        config.HttpClientFactory = direct;
    });

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await host.DisposeAsync();
    }
}
