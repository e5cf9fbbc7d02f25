using System.Collections.Concurrent;
using Cake.Core;
using Cake.Core.Diagnostics;
using Fleetyard.Build.Clouds;
using Fleetyard.Fleets;
using Fleetyard.Fleets.Instances;
using Fleetyard.Fleets.Planning;
using Fleetyard.Fleets.Runs;
using Fleetyard.Recipes;

namespace Fleetyard.Build.Runs;

/// <summary>The runs of all recipes that were asked for; each step takes them side by side, and one that fails does not stop the others.</summary>
public sealed class RunSet(CloudSource clouds, FleetChain chain, Interrupt interrupt, bool isDryRun) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Exception> failures = new();
    private readonly TakeDown takeDown = new(interrupt);
    private IReadOnlyList<FleetRun>? runs;

    /// <summary>All steps.</summary>
    public FleetChain Chain => chain;

    /// <summary>Every run that was opened.</summary>
    public IReadOnlyList<FleetRun> Opened => runs ?? [];

    /// <summary>Why no run has work for a step, or null where one has, or none is left that could tell.</summary>
    public async Task<string?> WhySkipAsync(BuildContext context, IFleetStep step)
    {
        if (isDryRun)
        {
            return null;
        }

        var reasons = new List<string>();
        foreach (var run in await LiveAsync(context))
        {
            try
            {
                if (await step.WhySkipAsync(run, interrupt.Token) is not { } reason)
                {
                    return null;
                }

                reasons.Add(reason);
            }
            catch (Exception e)
            {
                await FailAsync(context, run, step, e);
                return null;
            }
        }

        return reasons.Count == 0 ? null : string.Join("; ", reasons.Distinct());
    }

    /// <summary>Does a step for every run that has work for it.</summary>
    /// <exception cref="CakeException">It failed for all that were left.</exception>
    public async Task RunAsync(BuildContext context, IFleetStep step)
    {
        await Task.WhenAll((await LiveAsync(context)).Select(run => Task.Run(() => OneAsync(context, run, step))));
        if (Opened.All(HasFailed))
        {
            throw Failure()!;
        }
    }

    /// <summary>What the chain would do for every recipe; nothing is written.</summary>
    public async Task<IReadOnlyList<FleetPlan>> PlanAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var looked = await EachAsync(context, LookAsync);
        return await Task.WhenAll(looked.Select(run => FleetPlan.OfAsync(run, chain.Steps, interrupt.Token)));
    }

    /// <summary>What to end with where a run failed or could not be opened, or null.</summary>
    public CakeException? Failure()
    {
        if (failures.IsEmpty)
        {
            return null;
        }

        var code = failures.Values.Any(failure => failure is OperationCanceledException) ? ExitCode.Interrupted
            : failures.Values.All(failure => failure is FoundWantingException) ? ExitCode.FoundWanting
            : ExitCode.CouldNot;
        return new CakeException(code, string.Join(System.Environment.NewLine, failures.Select(failure => $"{failure.Key}: {failure.Value.Message}")));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        foreach (var run in Opened)
        {
            EndWell(run);
            run.Dispose();
        }

        takeDown.Dispose();
        return ValueTask.CompletedTask;
    }

    private void EndWell(FleetRun run)
    {
        if (failures.TryGetValue(run.Recipe.Name, out var failure) && failure is not FoundWantingException)
        {
            return;
        }

        try
        {
            run.End();
        }
        catch (FleetException e)
        {
            run.Log.Warning(e.Message);
        }
    }

    private async Task OneAsync(BuildContext context, FleetRun run, IFleetStep step)
    {
        try
        {
            if (await step.WhySkipAsync(run, interrupt.Token) is { } reason)
            {
                run.Log.Say($"{step.Name}: nothing to do, {reason}");
                return;
            }

            await chain.RunAsync(run, step, interrupt.Token);
        }
        catch (Exception e)
        {
            await FailAsync(context, run, step, e);
        }
    }

    private async Task FailAsync(BuildContext context, FleetRun run, IFleetStep step, Exception e)
    {
        var failure = failures[run.Recipe.Name] = StepFailure.Explained(e, step.Name);
        await takeDown.RunAsync(run, context.Options.OnError, failure.Message);
    }

    private async Task<IReadOnlyList<FleetRun>> LiveAsync(BuildContext context)
    {
        interrupt.WhatIsLeft = () => [.. Opened.Select(LeftBehind.Of).OfType<string>()];
        return [.. (runs ??= [.. (await EachAsync(context, OpenAsync)).OfType<FleetRun>()]).Where(run => !HasFailed(run))];
    }

    private bool HasFailed(FleetRun run) => failures.ContainsKey(run.Recipe.Name);

    private async Task<IReadOnlyList<T>> EachAsync<T>(BuildContext context, Func<RunStore, Recipe, RunSettings, Func<string, CloudClients>, IRunLog, Task<T>> open)
    {
        var recipes = RecipeChoice.Guarded(context).Select(recipe => context.Options.SourceAmi is { } source ? PinnedSource.On(recipe, source) : recipe).ToList();
        if (context.Options.SourceAmi is { } pinned)
        {
            context.Log.Information("{0}", $"The source AMI is {pinned}, as --source-ami says: {string.Join(", ", recipes.Select(recipe => $"{recipe.Name} has the fingerprint {recipe.Fingerprint[..12]} with it"))}");
        }

        var cloud = await clouds.OpenAsync(context, recipes, interrupt.Token);
        var git = GitStamp.Of(context);
        var settings = new RunSettings
        {
            Cloud = clouds.Name,
            Owner = context.Options.Owner,
            Commit = git?.Commit,
            Branch = git?.Branch,
            Force = context.Options.Force,
        };
        var store = new RunStore(context.Options.RunsFolder, TimeProvider.System);
        return await Task.WhenAll(recipes.Select(recipe => open(store, recipe, settings, cloud.In, new CakeRunLog(context.Log, recipes.Count > 1 ? $"[{recipe.Name}] " : ""))));
    }

    private async Task<FleetRun> LookAsync(RunStore store, Recipe recipe, RunSettings settings, Func<string, CloudClients> clients, IRunLog log)
    {
        var lost = await StepFailure.ToldAsync($"{recipe.Name}, looking for what its runs made", () => new LostRuns(store).LookAsync(recipe, settings, clients, log, interrupt.Token));
        return store.Preview(recipe, settings, clients, log, lost);
    }

    /// <summary>The recipe's run, or null where it could not be opened.</summary>
    private async Task<FleetRun?> OpenAsync(RunStore store, Recipe recipe, RunSettings settings, Func<string, CloudClients> clients, IRunLog log)
    {
        try
        {
            await new LostRuns(store).RebuildAsync(recipe, settings, clients, log, interrupt.Token);
            var run = store.Open(recipe, settings, clients, log);
            log.Say($"Recipe {recipe.Name} ({string.Join(", ", recipe.OtherRegions.Select(other => other.Region).Prepend(recipe.Region))}), run {run.State.RunId}");
            return run;
        }
        catch (Exception e)
        {
            failures[recipe.Name] = StepFailure.Explained(e, "Looking for what its runs made");
            return null;
        }
    }
}
