namespace Fleetyard.LocalCloud.Tests;

/// <summary>A LocalCloud with a latency file of its own.</summary>
internal sealed class SlowServer(DirectoryInfo folder, Server server) : IAsyncDisposable
{
    public Server Server => server;

    public static async Task<SlowServer> StartAsync(string latencies, TimeProvider time)
    {
        var folder = Directory.CreateTempSubdirectory("latencies-");
        var file = Path.Combine(folder.FullName, "latency.yml");
        await File.WriteAllTextAsync(file, latencies);
        return new(folder, await Server.StartAsync(latencies: Latencies.Read(file), time: time));
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
