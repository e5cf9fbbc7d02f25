using System.Collections.Concurrent;
using System.Security.Cryptography;
using Fleetyard.LocalCloud.Instances;

namespace Fleetyard.LocalCloud.State;

/// <summary>What every operation works on: the documents, the clock, the host, and the work under way.</summary>
internal sealed class Cloud(CloudStore store, IInstanceHost host, Latencies latencies, TimeProvider time) : IAsyncDisposable
{
    public const string AccountId = "000000000000";
    private readonly ConcurrentDictionary<string, SemaphoreSlim> gates = new();
    private readonly ConcurrentDictionary<Task, byte> work = new();
    private readonly CancellationTokenSource stopping = new();
    private Action<string>? poweredOff;

    public CloudStore Store => store;

    public IInstanceHost Host => host;

    public TimeProvider Time => time;

    /// <summary>Whether a subnet or security group that it did not make is taken for one of the account's.</summary>
    public bool AdoptsNetworks { get; init; }

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Held while an operation reads and then writes, so that two of one token or name cannot both succeed.</summary>
    public Lock Exclusive { get; } = new();

    public static string NewId(string prefix) => $"{prefix}-0{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";

    public TimeSpan Latency(string name) => latencies[name];

    public DateTimeOffset After(string latency) => Now + latencies[latency];

    /// <summary>Has something done whenever an instance powers itself off, for as long as this cloud lives.</summary>
    public void OnPoweredOff(Action<string> action) => host.PoweredOff += poweredOff = action;

    public void Start(Func<CancellationToken, Task> job)
    {
        var task = Task.Run(() => job(stopping.Token));
        work[task] = 0;
        task.ContinueWith(ended => work.TryRemove(ended, out _), TaskScheduler.Default);
    }

    /// <summary>Does one thing with an instance when what was asked of it before has ended.</summary>
    public async Task OnInstanceAsync(string instanceId, Func<Task> action, CancellationToken cancellationToken)
    {
        var gate = gates.GetOrAdd(instanceId, _ => new SemaphoreSlim(1));
        await gate.WaitAsync(cancellationToken);
        try
        {
            await action();
        }
        finally
        {
            gate.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        host.PoweredOff -= poweredOff;
        await stopping.CancelAsync();
        await Task.WhenAll(work.Keys).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
        store.Dispose();
    }

    public Dictionary<string, string> Tags(string id) => store.Get<TagsDocument>(id)?.Tags ?? [];

    public void Tag(string id, string region, IEnumerable<KeyValuePair<string, string>> tags)
    {
        var all = Tags(id);
        foreach (var (key, value) in tags)
        {
            all[key] = value;
        }

        store.Put(id, new TagsDocument(id, region, all));
    }
}
