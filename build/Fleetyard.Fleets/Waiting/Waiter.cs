using Amazon.Runtime;

namespace Fleetyard.Fleets.Waiting;

/// <summary>The one way of waiting: asks, sleeps a little longer each time, and gives up at a deadline.</summary>
/// <param name="time">The clock.</param>
public sealed class Waiter(TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private static readonly string[] Authentication =
        ["ExpiredToken", "ExpiredTokenException", "RequestExpired", "UnrecognizedClientException", "InvalidClientTokenId", "AuthFailure", "AccessDeniedException", "UnauthorizedOperation"];

    /// <summary>Asks until there is an answer.</summary>
    /// <param name="what">What is waited for, as in "instance i-1 to run".</param>
    /// <param name="deadline">How long at most.</param>
    /// <param name="ask">Returns null as long as there is no answer.</param>
    /// <param name="hint">What to do where the deadline passes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="FleetException">The deadline passed, or the credentials no longer hold.</exception>
    public async Task<T> ForAsync<T>(string what, TimeSpan deadline, Func<CancellationToken, Task<T?>> ask, string hint, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(ask);
        var began = time.GetTimestamp();
        for (var pause = First; ; pause = Next(time.GetElapsedTime(began)))
        {
            if (await AskedAsync(what, ask, cancellationToken) is { } answer)
            {
                return answer;
            }

            var left = deadline - time.GetElapsedTime(began);
            if (left <= TimeSpan.Zero)
            {
                throw new FleetException($"Waited {deadline.TotalMinutes:0.#} minutes for {what} in vain; {hint}");
            }

            await Task.Delay(pause < left ? pause : left, time, cancellationToken);
        }
    }

    private static async Task<T?> AskedAsync<T>(string what, Func<CancellationToken, Task<T?>> ask, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await ask(cancellationToken);
        }
        catch (AmazonServiceException e) when (Authentication.Contains(e.ErrorCode))
        {
            throw new FleetException($"Stopped waiting for {what}: AWS refused the credentials ({e.ErrorCode}: {e.Message}); renew them and run the same command again.", e);
        }
    }

    /// <summary>A thirty-second of what was waited, so that no wait is overshot by more than about three hundredths; jittered, so that runs side by side do not ask in step.</summary>
    private static TimeSpan Next(TimeSpan waited)
    {
        var next = waited / 32 * (0.9 + (System.Security.Cryptography.RandomNumberGenerator.GetInt32(1000) / 1000.0 * 0.2));
        return next < First ? First : next < Longest ? next : Longest;
    }
}
