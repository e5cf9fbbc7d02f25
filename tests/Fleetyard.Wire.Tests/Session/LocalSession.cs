using Amazon.Runtime;
using Fleetyard.Fleets;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.LocalCloud;
using Microsoft.Data.Sqlite;

namespace Fleetyard.Wire.Tests.Session;

/// <summary>A LocalCloud whose exchanges are kept, and the SDK's clients for it.</summary>
internal sealed class LocalSession : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fleetyard-session-");
    private readonly ScriptedHost host;

    private LocalSession(ScriptedHost host) => this.host = host;

    public Recorder Recorder { get; } = new();

    public LocalCloudServer Server { get; private set; } = null!;

    public CloudClients Clients => LocalCloudClients.Of(Server, "us-west-2");

    public static async Task<LocalSession> StartAsync(ScriptedHost? host = null, string? latencies = null)
    {
        var session = new LocalSession(host ?? new ScriptedHost());
        var file = Path.Combine(session.folder.FullName, "latencies.yml");
        await File.WriteAllTextAsync(file, latencies ?? "");
        session.Server = await LocalCloudServer.StartAsync(
            new() { StateDirectory = Path.Combine(session.folder.FullName, "state"), Host = session.host, Latencies = Latencies.Read(file), Observe = session.Recorder.Observe }, CancellationToken.None);
        return session;
    }

    /// <summary>Expects an error by its code.</summary>
    public static async Task RefusedAsync(string code, Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (AmazonServiceException fault)
        {
            Assert.That(fault.ErrorCode, Is.EqualTo(code), fault.Message);
            return;
        }

        Assert.Fail($"{code} was expected, and nothing was refused.");
    }

    /// <summary>Takes LocalCloud's table away under its feet.</summary>
    public void BreakState()
    {
        using var state = new SqliteConnection($"Data Source={Path.Combine(folder.FullName, "state", "state.db")};Pooling=False");
        state.Open();
        using var drop = state.CreateCommand();
        drop.CommandText = "DROP TABLE documents";
        drop.ExecuteNonQuery();
    }

    public static async Task<T> UntilAsync<T>(Func<Task<T>> ask, Func<T, bool> holds)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        for (var answer = await ask(); ; answer = await ask())
        {
            if (holds(answer))
            {
                return answer;
            }

            await Task.Delay(20, deadline.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
