using System.Runtime.ExceptionServices;

namespace Fleetyard.Fleets.Waiting;

/// <summary>
/// Reads things for all who wait for one, in calls that ask for as many as are waited for: whoever asks while a call is under way waits for that or the next, and whoever
/// asks a moment after another takes the answer that came with it.
/// </summary>
/// <param name="most">How many ids a call takes.</param>
/// <param name="read">Reads things by their ids; one that does not exist is left out.</param>
/// <param name="time">The clock that an answer's age is taken by.</param>
public sealed class SharedReader<T>(int most, Func<IReadOnlyList<string>, Task<IReadOnlyDictionary<string, T>>> read, TimeProvider time)
    where T : class
{
    private readonly Lock gate = new();
    private readonly List<Followed> followed = [];
    private Task? underWay;
    private long calls;

    /// <summary>Takes a thing into every call until it is disposed of.</summary>
    public Followed Follow(string id)
    {
        lock (gate)
        {
            var one = new Followed(this, id) { After = calls, Asked = time.GetTimestamp() };
            followed.Add(one);
            return one;
        }
    }

    private async Task<T?> ReadAsync(Followed one, CancellationToken cancellationToken)
    {
        for (var waited = false; ; waited = true)
        {
            Task call;
            lock (gate)
            {
                if (one.Answer is { } answer && answer.Call > one.After && (waited || IsFresh(answer, one)))
                {
                    (one.After, one.Asked) = (calls, time.GetTimestamp());
                    answer.Fault?.Throw();
                    return answer.Thing;
                }

                call = underWay ??= CallAsync(++calls, [.. followed]);
            }

            // Nobody's interrupt ends a call that others wait for.
            await call.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Half as old as the last time that it was asked for, or younger: who waits learns of a change at most that much later.</summary>
    private bool IsFresh(Answer answer, Followed one)
    {
        var now = time.GetTimestamp();
        return time.GetElapsedTime(answer.At, now) <= time.GetElapsedTime(one.Asked, now) / 2;
    }

    private async Task CallAsync(long number, Followed[] asked)
    {
        // The caller holds the lock.
        await Task.Yield();
        var at = time.GetTimestamp();
        var found = new Dictionary<string, T>();
        ExceptionDispatchInfo? fault = null;
        try
        {
            foreach (var answer in await Task.WhenAll(asked.Select(one => one.Id).Distinct().Chunk(most).Select(read)))
            {
                foreach (var (id, thing) in answer)
                {
                    found[id] = thing;
                }
            }
        }
        catch (Exception e)
        {
            fault = ExceptionDispatchInfo.Capture(e);
        }

        lock (gate)
        {
            foreach (var one in asked)
            {
                one.Answer = new(number, at, found.GetValueOrDefault(one.Id), fault);
            }

            underWay = null;
        }
    }

    private void Leave(Followed one)
    {
        lock (gate)
        {
            followed.Remove(one);
        }
    }

    /// <summary>A thing that is waited for.</summary>
    public sealed class Followed : IDisposable
    {
        private readonly SharedReader<T> reader;

        internal Followed(SharedReader<T> reader, string id) => (this.reader, Id) = (reader, id);

        internal string Id { get; }

        /// <summary>Only answers of later calls are news.</summary>
        internal long After { get; set; }

        internal long Asked { get; set; }

        internal Answer? Answer { get; set; }

        /// <summary>The thing as it was after the last time that it was read; null where the service does not know it.</summary>
        public Task<T?> ReadAsync(CancellationToken cancellationToken) => reader.ReadAsync(this, cancellationToken);

        /// <summary>Ends the following.</summary>
        public void Dispose() => reader.Leave(this);
    }

    internal sealed record Answer(long Call, long At, T? Thing, ExceptionDispatchInfo? Fault);
}
