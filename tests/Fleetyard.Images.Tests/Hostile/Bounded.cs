namespace Fleetyard.Images.Tests.Hostile;

/// <summary>Runs what may never end on a thread of its own, so that a loop in a reader fails its test and the run goes on to its end.</summary>
/// <remarks>The thread is left behind until the process ends; where it must be stopped, a process of its own reads (<see cref="Fuzz.CorpusTests"/>).</remarks>
internal static class Bounded
{
    /// <summary>A thousand times what an input takes, for a machine that is busy.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>The answer, if it comes in time.</summary>
    /// <exception cref="TimeoutException">It did not.</exception>
    public static async Task<T> Answer<T>(Func<CancellationToken, Task<T>> read, TimeSpan? limit = null)
    {
        // Reading that looks at its token ends by it, all other by nobody waiting for it any more.
        using var end = new CancellationTokenSource(limit ?? Limit);
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            try
            {
                answer.TrySetResult(read(end.Token).GetAwaiter().GetResult());
            }
            catch (Exception fault)
            {
                answer.TrySetException(fault);
            }
        })
        { IsBackground = true }.Start();
        try
        {
            return await answer.Task.WaitAsync(end.Token);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            throw new TimeoutException($"No answer came within {(limit ?? Limit).TotalSeconds} s; the reader hangs.");
        }
    }
}
