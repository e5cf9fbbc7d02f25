using Fleetyard.Build.Options;
using Fleetyard.Fleets;
using Fleetyard.Fleets.Runs;

namespace Fleetyard.Build.Runs;

/// <summary>Takes down what a failed run has running, unless the user wants to look at it.</summary>
internal sealed class TakeDown(Interrupt interrupt) : IDisposable
{
    private readonly SemaphoreSlim asking = new(1);

    /// <summary>Does it, or says why not; what cannot be taken down is told and does not stop the rest.</summary>
    public async Task RunAsync(FleetRun run, OnError onError, string why)
    {
        if (!run.HasToTakeDown)
        {
            return;
        }

        var instance = run.State.InstanceId ?? (run.MayHaveInstance ? "the instance whose launch was not answered" : "what its instance was to be reached with");
        if (run.MayHaveInstance && await KeepsAsync(run, onError, instance, why))
        {
            run.Log.Warning($"Kept {instance}, as --on-error={onError.ToString().ToLowerInvariant()} asks; {LeftBehind.Next(run)}, and it runs until {(run.EndsItself ? $"{run.Expires:u} unless you terminate it" : "you terminate it")}.");
            return;
        }

        try
        {
            await run.AbandonInstanceAsync(CancellationToken.None);
        }
        catch (Exception e)
        {
            run.Log.Warning($"Could not terminate {instance}: {AwsErrors.Reason(e)}. {(run.EndsItself ? $"It ends itself at {run.Expires:u}." : "Terminate it by hand.")} --target=Cleanup --force --yes takes it down; {LeftBehind.Next(run)}.");
        }
    }

    public void Dispose() => asking.Dispose();

    /// <summary>An interrupt cleans up whatever was asked for on an error: who wants all to stay interrupts twice.</summary>
    private async Task<bool> KeepsAsync(FleetRun run, OnError onError, string instance, string why)
    {
        if (interrupt.Token.IsCancellationRequested || onError == OnError.Cleanup)
        {
            return false;
        }

        if (onError == OnError.Keep)
        {
            return true;
        }

        if (Console.IsInputRedirected || Console.IsErrorRedirected)
        {
            run.Log.Warning("--on-error=ask needs a terminal to ask at, and there is none: cleaning up.");
            return false;
        }

        return await AskAsync($"{run.Recipe.Name}: {why}{System.Environment.NewLine}Clean up {instance}, or keep it to look at? [c/k] ");
    }

    private async Task<bool> AskAsync(string question)
    {
        try
        {
            await asking.WaitAsync(interrupt.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }

        try
        {
            while (true)
            {
                Console.Error.Write(question);
                switch ((await Task.Run(Console.In.ReadLine).WaitAsync(interrupt.Token))?.Trim().ToLowerInvariant())
                {
                    case "k" or "keep":
                        return true;
                    case null or "c" or "cleanup":
                        return false;
                }
            }
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        finally
        {
            asking.Release();
        }
    }
}
