using Fleetyard.Fleets;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.LocalCloud;
using Fleetyard.LocalCloud.Instances;
using Fleetyard.Recipes;

namespace Fleetyard.Wire.Tests.Chain;

/// <summary>The program's steps against a LocalCloud whose exchanges are kept.</summary>
internal sealed class ChainCloud : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fleetyard-wire-");
    private readonly IInstanceHost host;
    private LocalCloudServer? server;

    private ChainCloud(Func<string, IInstanceHost> host) => this.host = host(Path.Combine(folder.FullName, "host"));

    public Recorder Recorder { get; } = new();

    public FleetChain Steps { get; } = new(TimeProvider.System);

    /// <summary>Pending states last long enough to be seen, as they do on AWS.</summary>
    public static async Task<ChainCloud> StartAsync(Func<string, IInstanceHost>? host = null)
    {
        var cloud = new ChainCloud(host ?? (directory => new SimulatedHost(directory)));
        var latencies = Path.Combine(cloud.folder.FullName, "latencies.yml");
        await File.WriteAllTextAsync(latencies, "instance-pending: 0.1\nimage-pending: 1.5\nfleet-creating: 0.1\nfleet-updating: 0.1\neventual-consistency: 0.05\n");
        cloud.server = await LocalCloudServer.StartAsync(
            new() { StateDirectory = Path.Combine(cloud.folder.FullName, "state"), Host = cloud.host, Latencies = Latencies.Read(latencies), Observe = cloud.Recorder.Observe }, CancellationToken.None);
        return cloud;
    }

    public CloudClients In(string region) => LocalCloudClients.Of(server!, region);

    public FleetRun Open(Recipe recipe) => new RunStore(Path.Combine(folder.FullName, "runs"), TimeProvider.System)
        .Open(recipe, new RunSettings { Cloud = "local/wire", Owner = "wire" }, In, new Silence());

    /// <summary>Takes a recipe through steps, leaving out what has nothing to do, as the program does.</summary>
    public async Task RunAsync(Recipe recipe, params IFleetStep[] steps)
    {
        using var run = Open(recipe);
        foreach (var step in steps)
        {
            if (await step.WhySkipAsync(run, CancellationToken.None) is null)
            {
                await Steps.RunAsync(run, step, CancellationToken.None);
            }
        }
    }

    public IFleetStep[] ToFleet() => [Steps.PrepareInstance, Steps.InstallDeps, Steps.ConfigureNix, Steps.SnapshotAmi, Steps.GrantAccess, Steps.CreateFleet];

    public async ValueTask DisposeAsync()
    {
        await server!.DisposeAsync();
        await host.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
