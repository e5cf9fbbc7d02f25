using System.Collections.Concurrent;
using Amazon.Runtime;
using Fleetyard.Fleets;
using Fleetyard.Fleets.Tests.World;
using Fleetyard.Fleets.Waiting;
using Fleetyard.LocalCloud.Faults;

namespace Fleetyard.Sweep;

/// <summary>One trial: a command with something in its way, the same command again, and what has to hold then.</summary>
internal abstract class Trial(TrialName name, Yard yard, TimeProvider time)
{
    /// <summary>How long a client waits for an answer that does not come and that nobody gives up waiting for.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private const string Memory = "/dev/shm";

    private readonly ConcurrentQueue<Breach> breaches = new();

    protected Yard Yard => yard;

    protected TimeProvider Time => time;

    protected Waiter Waiter { get; } = new(time);

    protected IReadOnlyList<Breach> Breaches => [.. breaches];

    /// <summary>Whether every call was come to that something is to go wrong with.</summary>
    protected bool IsReached => name.Faults.All(fault => yard.Wire.Counts.GetValueOrDefault(fault.Operation) >= fault.Call);

    /// <summary>Opens what the trial goes on in: in memory where that is a folder, since what is tried is what is written, not how fast a disk is.</summary>
    protected static async Task<Yard> OpenAsync(TrialName name, TimeProvider time, int retries = 0, string? saved = null)
    {
        var yard = await Yard.OpenAsync(
            time: time, retries: retries, under: MemoryFolder, saved: saved, configure: options => options with { Faults = new FaultPlan(name.Faults) });
        yard.Wire.Patience = Patience;
        foreach (var hang in name.Faults.Where(fault => fault.Kind == FaultKind.Hang))
        {
            GiveUp(yard, hang);
        }

        return yard;
    }

    /// <summary>A folder in memory, or null where there is none with room.</summary>
    public static string? MemoryFolder => Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace > 100 << 20 ? Memory : null;

    protected void Expect(BreachKind kind, bool holds, string otherwise)
    {
        if (!holds)
        {
            breaches.Enqueue(new(kind, otherwise));
        }
    }

    /// <summary>What a command ends with, as it is told; anything but one clear line is a breach.</summary>
    protected string Told(Exception e)
    {
        Expect(BreachKind.Failed, IsClear(e), $"it ended with a {e.GetType().Name}: {e.Message} {e.StackTrace?.Split('\n').FirstOrDefault(line => line.Contains("Fleetyard.Fleets", StringComparison.Ordinal))}");
        return Told(e is AmazonServiceException aws ? AwsErrors.Told(aws) : e.Message);
    }

    protected string Told(string line)
    {
        Expect(BreachKind.Failed, !line.Contains('\n', StringComparison.Ordinal), $"more than one line is told: {line}");
        return line;
    }

    private static bool IsClear(Exception e) => e is FleetException or AmazonServiceException or AmazonClientException or HttpRequestException or IOException or TimeoutException
        or TaskCanceledException { InnerException: TimeoutException };

    /// <summary>Nobody waits for an answer that never comes once the work is done.</summary>
    private static void GiveUp(Yard yard, CallFault hang)
    {
        var (done, answered) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), 0);
        yard.Wire.GiveUp(hang.Operation, done.Task);
        var before = yard.Observe;
        yard.Observe = exchange =>
        {
            before(exchange);
            if (exchange.Operation == hang.Operation && Interlocked.Increment(ref answered) == hang.Call)
            {
                done.SetResult();
            }
        };
    }
}
