using System.Collections.Concurrent;
using Fleetyard.Fleets;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.LocalCloud;
using Fleetyard.LocalCloud.Instances;
using Fleetyard.Recipes;

namespace Fleetyard.Benchmarks;

/// <summary>A LocalCloud on simulated instances, and the chain of fleets on it, whose API calls are counted.</summary>
internal sealed class Rehearsal : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, int> calls = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fleetyard-rehearsal-");
    private readonly FleetChain chain = new(TimeProvider.System);
    private readonly RunStore store;
    private IInstanceHost? host;
    private LocalCloudServer? server;

    private Rehearsal() => store = new RunStore(Path.Combine(folder.FullName, "runs"), TimeProvider.System);

    /// <summary>How often each operation was asked for.</summary>
    public IReadOnlyDictionary<string, int> Calls => calls;

    public static async Task<Rehearsal> OpenAsync(string latencies)
    {
        var rehearsal = new Rehearsal();
        rehearsal.host = await InstanceHosts.SelectAsync("simulated", Path.Combine(rehearsal.folder.FullName, "hosts"), _ => { }, CancellationToken.None);
        rehearsal.server = await LocalCloudServer.StartAsync(
            new LocalCloudOptions
            {
                StateDirectory = Path.Combine(rehearsal.folder.FullName, "cloud"),
                Host = rehearsal.host,
                Latencies = LocalCloud.Latencies.Read(latencies),
                Observe = exchange => rehearsal.calls.AddOrUpdate(exchange.Operation, 1, (_, count) => count + 1),
            },
            CancellationToken.None);
        return rehearsal;
    }

    /// <summary>Goes through the chain to the fleet, each step for all recipes side by side, as the program does.</summary>
    public async Task CreateFleetsAsync(IReadOnlyList<Recipe> recipes)
    {
        var settings = new RunSettings { Cloud = "local/simulated", Owner = "benchmark" };
        List<FleetRun> runs = [.. recipes.Select(recipe => store.Open(recipe, settings, Clients, new Silence()))];
        foreach (var step in chain.Steps.TakeWhile(step => step.Name != "VerifyFleet"))
        {
            await Task.WhenAll(runs.Select(run => Task.Run(() => OneAsync(run, step))));
        }

        runs.ForEach(run => run.Dispose());
    }

    public async ValueTask DisposeAsync()
    {
        await (server?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (host?.DisposeAsync() ?? ValueTask.CompletedTask);
        folder.Delete(recursive: true);
    }

    private async Task OneAsync(FleetRun run, IFleetStep step)
    {
        if (await step.WhySkipAsync(run, CancellationToken.None) is null)
        {
            await chain.RunAsync(run, step, CancellationToken.None);
        }
    }

    private CloudClients Clients(string region) => LocalCloudClients.Of(server!, region);

    /// <summary>What the runs tell goes nowhere.</summary>
    private sealed class Silence : IRunLog
    {
        public void Say(string message)
        {
        }

        public void Progress(string message)
        {
        }

        public void Output(string line)
        {
        }

        public void Warning(string message)
        {
        }
    }
}
