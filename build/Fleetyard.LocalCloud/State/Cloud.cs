using System.Collections.Concurrent;
using System.Security.Cryptography;
using Fleetyard.LocalCloud.Iam;
using Fleetyard.LocalCloud.Instances;

namespace Fleetyard.LocalCloud.State;

/// <summary>What every operation works on: the documents, the clock, the host, and the work under way.</summary>
internal sealed class Cloud(CloudStore store, IInstanceHost host, Latencies latencies, TimeProvider time) : IAsyncDisposable
{
    public const string AccountId = "000000000000";

    /// <summary>Whose key a LocalCloud's first requests are signed with.</summary>
    public const string CallerArn = $"arn:aws:iam::{AccountId}:user/local";
    private readonly ConcurrentDictionary<string, SemaphoreSlim> gates = new();
    private readonly ConcurrentDictionary<string, CancellationTokenSource> uptimes = new();
    private readonly ConcurrentDictionary<Task, byte> work = new();
    private readonly CancellationTokenSource stopping = new();
    private Action<string>? poweredOff;

    public CloudStore Store => store;

    public IInstanceHost Host => host;

    public TimeProvider Time => time;

    /// <summary>Whether what it did not make is taken for what the recipe's own account has.</summary>
    public bool AdoptsUnknownIds { get; init; }

    public Capacity Capacity { get; init; } = new();

    public ServiceRoles Roles { get; init; } = ServiceRoles.Unlimited;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Held while an operation reads and then writes, so that two of one token or name cannot both succeed.</summary>
    public Lock Exclusive { get; } = new();

    /// <summary>Cancelled when this cloud ends.</summary>
    public CancellationToken Ending => stopping.Token;

    public static string NewId(string prefix) => $"{prefix}-0{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";

    public TimeSpan Latency(string name) => latencies[name];

    /// <summary>How long after its launch a Spot Instance is taken back; null for never.</summary>
    public TimeSpan? SpotLifetime => Capacity.SpotLifetime ?? (latencies.Has("spot-interruption") ? latencies["spot-interruption"] : null);

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

    /// <summary>Cancelled when an instance is stopped, rebooted or ended from outside, for what waits for it or runs in it until then.</summary>
    public CancellationToken Uptime(string instanceId) => uptimes.GetOrAdd(instanceId, _ => new CancellationTokenSource()).Token;

    /// <summary>Ends what waits for an instance or runs in it, so that what is asked of the instance itself does not wait for that.</summary>
    public void Interrupt(string instanceId)
    {
        if (uptimes.TryRemove(instanceId, out var uptime))
        {
            _ = uptime.CancelAsync();
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

    /// <summary>A resource's tags, as they are seen now.</summary>
    public Dictionary<string, string> Tags(string id) => store.Get<TagsDocument>(id) is { } document ? Seen(document) : [];

    public Dictionary<string, string> Seen(TagsDocument document) => document.Before is { } before && Now < document.VisibleFrom ? before : document.Tags;

    /// <summary>Gives a new resource its tags.</summary>
    public void Tag(string id, string region, IEnumerable<KeyValuePair<string, string>> tags)
    {
        var all = new Dictionary<string, string>();
        foreach (var (key, value) in tags)
        {
            all[key] = value;
        }

        store.Put(id, new TagsDocument(id, region, all));
    }

    /// <summary>Changes a resource's tags, which is seen when it has got round.</summary>
    public void Retag(string id, string region, Func<IReadOnlyDictionary<string, string>, IEnumerable<KeyValuePair<string, string>>> change)
    {
        var before = store.Get<TagsDocument>(id) ?? new(id, region, []);
        store.Put(id, before with { Tags = change(before.Tags).ToDictionary(), Before = Seen(before), VisibleFrom = After("tags-visible") });
    }
}
