using Amazon.Runtime;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Waiting;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Instances;

/// <summary>Does work that needs the run's instance, and tells whether EC2 took that away meanwhile.</summary>
internal sealed class Interruptions(Waiter waiter)
{
    /// <summary>Longer than any work on an instance.</summary>
    private static readonly TimeSpan Forever = TimeSpan.FromDays(2);

    /// <summary>Does the work; work on a Spot Instance ends as soon as EC2 has taken that back.</summary>
    /// <returns>False where it is to be done again on another instance: the run has forgotten this one.</returns>
    public async Task<bool> TryAsync(FleetRun run, string step, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var working = work(ended.Token);
        var watching = run.Recipe.Instance.Market == InstanceMarket.Spot ? WatchAsync(run, ended.Token) : null;
        try
        {
            if (watching is not null && await Task.WhenAny(working, watching) == watching && watching.IsCompletedSuccessfully)
            {
                await ended.CancelAsync();
            }

            await working;
            return true;
        }
        catch (Exception e) when (IsOfTheEnd(e) && !cancellationToken.IsCancellationRequested)
        {
            if (await InterruptionAsync(run, cancellationToken) is not { } interruption)
            {
                throw;
            }

            Interruption.Forget(run, step, interruption);
            return false;
        }
        finally
        {
            await ended.CancelAsync();
            await (watching ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WatchAsync(FleetRun run, CancellationToken cancellationToken)
    {
        var id = "";
        SharedReader<Amazon.EC2.Model.Instance>.Followed? followed = null;
        try
        {
            await waiter.ForAsync("the end of a Spot Instance", Forever, async token =>
            {
                if (run.State.InstanceId is not { } current)
                {
                    return null;
                }

                if (current != id)
                {
                    followed?.Dispose();
                    followed = waiter.In(run).Instances.Follow(id = current);
                }

                return await followed!.ReadAsync(token) is { } instance ? Interruption.Of(instance) : null;
            }, "run the same command again.", cancellationToken);
        }
        finally
        {
            followed?.Dispose();
        }
    }

    private static async Task<Interruption?> InterruptionAsync(FleetRun run, CancellationToken cancellationToken)
    {
        try
        {
            return run.State.InstanceId is { } id && await InstanceStates.FindAsync(run, id, cancellationToken) is { } instance ? Interruption.Of(instance) : null;
        }
        catch (Exception e) when (e is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or TimeoutException)
        {
            // What failed is told; that this cannot be asked either adds nothing.
            return null;
        }
    }

    /// <summary>What work ends with when its instance is gone: what a service says of that, or the cancellation by the watch.</summary>
    private static bool IsOfTheEnd(Exception e) => e is FleetException or AmazonServiceException or OperationCanceledException;
}
