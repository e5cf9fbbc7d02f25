using System.Collections.Concurrent;
using System.Security.Cryptography;
using Amazon.Runtime;
using Fleetyard.Fleets.Regions;
using Fleetyard.Fleets.Runs;

namespace Fleetyard.Fleets.Waiting;

/// <summary>The one way of waiting: asks, sleeps a little longer each time, and gives up at a deadline.</summary>
/// <param name="time">The clock.</param>
public sealed class Waiter(TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>How many failures of the service in a row are borne; with the SDK's own retries and the pauses, over a minute.</summary>
    private const int MostFailures = 10;

    private readonly ConcurrentDictionary<(string Cloud, string Region), SharedReaders> readers = new();

    /// <summary>What the runs of a region that wait by this waiter are read by, together.</summary>
    internal SharedReaders In(FleetRun run) => In(run, run.Home);

    /// <summary>The same of another of the run's regions.</summary>
    internal SharedReaders In(FleetRun run, Place place) => readers.GetOrAdd((run.Settings.Cloud, place.Region), _ => new SharedReaders(place.Clients, time));

    /// <summary>Asks until there is an answer.</summary>
    /// <param name="what">What is waited for, as in "instance i-1 to run".</param>
    /// <param name="deadline">How long at most.</param>
    /// <param name="ask">Returns null as long as there is no answer.</param>
    /// <param name="hint">What to do where the deadline passes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="WaitedInVainException">The deadline passed.</exception>
    /// <exception cref="FleetException">The credentials do not do, or the service failed again and again.</exception>
    public Task<T> ForAsync<T>(string what, TimeSpan deadline, Func<CancellationToken, Task<T?>> ask, string hint, CancellationToken cancellationToken)
        where T : class => ForAsync(what, deadline, ask, () => hint, cancellationToken);

    /// <summary>Asks until there is an answer; what to do where the deadline passes is known by then only.</summary>
    /// <inheritdoc cref="ForAsync{T}(string, TimeSpan, Func{CancellationToken, Task{T}}, string, CancellationToken)"/>
    public Task<T> ForAsync<T>(string what, TimeSpan deadline, Func<CancellationToken, Task<T?>> ask, Func<string> hint, CancellationToken cancellationToken)
        where T : class => ForAsync(what, deadline, ask, hint, () => "", cancellationToken);

    /// <summary>Asks until there is an answer; the deadline counts from the last time that something moved.</summary>
    /// <param name="what">What is waited for, as in "AMI ami-1 to be available".</param>
    /// <param name="deadline">How long at most without a move.</param>
    /// <param name="ask">Returns null as long as there is no answer.</param>
    /// <param name="hint">What to do where the deadline passes.</param>
    /// <param name="progress">How far it is, in words that change when it moves.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="WaitedInVainException">The deadline passed.</exception>
    /// <exception cref="FleetException">The credentials do not do, or the service failed again and again.</exception>
    public async Task<T> ForAsync<T>(string what, TimeSpan deadline, Func<CancellationToken, Task<T?>> ask, Func<string> hint, Func<string> progress, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(ask);
        ArgumentNullException.ThrowIfNull(hint);
        ArgumentNullException.ThrowIfNull(progress);
        var began = time.GetTimestamp();
        var (moved, seen) = (began, progress());
        var failures = 0;
        for (var pause = Next(TimeSpan.Zero); ; pause = Next(time.GetElapsedTime(began)))
        {
            try
            {
                if (await ask(cancellationToken) is { } answer)
                {
                    return answer;
                }

                failures = 0;
            }
            catch (AmazonServiceException e) when (Refusals.Reason(e) is { } reason)
            {
                throw new FleetException($"Stopped waiting for {what}: {reason}", e);
            }
            catch (Exception e) when (Refusals.IsPassing(e, cancellationToken))
            {
                if (++failures == MostFailures)
                {
                    throw new FleetException($"Stopped waiting for {what}: AWS could not be asked {failures} times in a row ({AwsErrors.Reason(e)}); check the network and run the same command again.", e);
                }
            }

            (moved, seen) = progress() is var now && now != seen ? (time.GetTimestamp(), now) : (moved, seen);
            var left = deadline - time.GetElapsedTime(moved);
            if (left <= TimeSpan.Zero && failures == 0)
            {
                throw new WaitedInVainException($"Waited {deadline.TotalMinutes:0.#} minutes for {what} in vain; {hint()}");
            }

            // At the deadline it is to be known how things are, not that they could not be asked for.
            await Task.Delay(left > TimeSpan.Zero && left < pause ? left : pause, time, cancellationToken);
        }
    }

    /// <summary>A thirty-second of what was waited, so that no wait is overshot by more than about three hundredths; jittered, also at its shortest and longest, so that runs side by side do not ask in step.</summary>
    private static TimeSpan Next(TimeSpan waited)
    {
        var next = waited / 32;
        return (next < First ? First : next < Longest ? next : Longest) * (0.9 + (RandomNumberGenerator.GetInt32(1000) / 1000.0 * 0.2));
    }
}
