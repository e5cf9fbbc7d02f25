using System.Collections.Concurrent;
using Fleetyard.Fleets.Inventory;
using Fleetyard.Fleets.Planning;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Runs;

/// <summary>The folder of all runs.</summary>
/// <param name="folder">Such as <c>artifacts/runs</c>.</param>
/// <param name="time">The clock.</param>
public sealed class RunStore(string folder, TimeProvider time)
{
    private readonly RunFolders folders = new(folder);
    private readonly ConcurrentDictionary<(IRunLog Log, string Warning), bool> told = new();

    /// <summary>Called with its step when a line of a journal is on disk; what it throws, the step ends with.</summary>
    public Action<string> Written { get; init; } = _ => { };

    /// <summary>Goes on with the newest run of the recipe where that did not end with a fleet in each region or its verification has no end, or begins one; no other command works on the recipe meanwhile.</summary>
    /// <remarks>A forced command goes on with what a forced one began and did not end, and begins another run else.</remarks>
    /// <param name="recipe">The recipe.</param>
    /// <param name="settings">What the run is told beside it.</param>
    /// <param name="clients">The clients of a region.</param>
    /// <param name="log">Where the run tells what it does.</param>
    /// <exception cref="FleetException">A journal cannot be read, or another command works on the recipe.</exception>
    public FleetRun Open(Recipe recipe, RunSettings settings, Func<string, CloudClients> clients, IRunLog log)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(settings);
        var taken = Lock(recipe.Name, recipe.Region, settings.Cloud);
        try
        {
            return Unfinished(recipe, settings, clients, log, taken) ?? Begin(recipe, settings, clients, log, taken);
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    /// <summary>Keeps every other command from working on a recipe until it is disposed of.</summary>
    /// <exception cref="FleetException">Another command works on it.</exception>
    public RunLock Lock(string recipe, string region, string cloud) => RunLock.Take(folder, recipe, region, cloud, time);

    /// <summary>The run that <see cref="Open"/> would give, only to look at: nothing of it is written, and its clients refuse what is no read.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="settings">What the run would be told beside it.</param>
    /// <param name="clients">The clients of a region, made for this run alone.</param>
    /// <param name="log">Where the run tells what it sees.</param>
    /// <param name="lost">Runs that are not known here and would be rebuilt first; see <see cref="LostRuns.LookAsync"/>.</param>
    public FleetRun Preview(Recipe recipe, RunSettings settings, Func<string, CloudClients> clients, IRunLog log, params IReadOnlyList<RunState> lost)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(settings);
        var last = lost.OrderBy(state => state.RunId, StringComparer.Ordinal).Concat(States(settings.Cloud, log)).LastOrDefault(state => state.Recipe == recipe.Name && state.Region == recipe.Region);
        var state = last is not null && GoesOn(last, recipe, settings) ? last : NewState(recipe, settings);
        return new FleetRun(recipe, settings, region => LookOnly.Of(clients(region)), log, "", journal: null, state, time, () => Earlier(state));
    }

    /// <summary>The last known state of every run in a cloud, as its journal has it; a run whose journal cannot be read, and a copy of a run's folder, is left out, and told once in a log.</summary>
    public IReadOnlyList<RunState> States(string cloud, IRunLog log)
    {
        ArgumentNullException.ThrowIfNull(log);
        return folders.States(cloud, warning =>
        {
            if (told.TryAdd((log, warning), true))
            {
                log.Warning(warning);
            }
        });
    }

    /// <summary>The instance of every run in a cloud that is known here, or null where it has none any more: only the newest run of a recipe and region is ever gone on with.</summary>
    public IReadOnlyDictionary<string, string?> Instances(string cloud, IRunLog log)
    {
        var states = States(cloud, log);
        var newest = states.GroupBy(state => (state.Recipe, state.Region)).Select(runs => runs.Last().RunId).ToHashSet();
        return states.ToDictionary(state => state.RunId, state => newest.Contains(state.RunId) ? state.InstanceId : null);
    }

    /// <summary>Writes anew what is lost of a recipe's runs, out of what they made: the same command goes on with them.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="settings">Whose runs, and in which cloud.</param>
    /// <param name="found">What there is in the recipe's regions.</param>
    /// <param name="log">Where it is told.</param>
    /// <exception cref="FleetException">Another command works on the recipe, or it could not be written.</exception>
    public void Rebuild(Recipe recipe, RunSettings settings, IEnumerable<Resource> found, IRunLog log)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(log);
        var rebuilt = Lost(recipe, settings, found);
        if (rebuilt.Count == 0)
        {
            return;
        }

        using var taken = Lock(recipe.Name, recipe.Region, settings.Cloud);
        foreach (var state in rebuilt.Where(run => folders.In(run.RunId).IsEmpty))
        {
            var run = folders.In(state.RunId);
            using var journal = Journal.Begin(run.Journal, state.RunId, time, Written);
            journal.Learn("Rebuild", state);
            RunFile.Write(run.Report, state);
            log.Say($"Run {state.RunId} is not known here and was rebuilt from the tags of what it made ({LeftBehind.Of(state)}); {(HasAllFleets(state, recipe) ? "it is done" : $"the same command goes on with it. If another machine or folder works on it, remove {run.Location}")}.");
        }
    }

    /// <summary>What <see cref="Rebuild"/> would write.</summary>
    internal IReadOnlyList<RunState> Lost(Recipe recipe, RunSettings settings, IEnumerable<Resource> found) =>
        [.. RebuiltRun.Of(recipe, settings, found, time.GetUtcNow()).Where(run => folders.In(run.RunId).IsEmpty)];

    /// <summary>Whether a run of the recipe is known here.</summary>
    internal bool Knows(Recipe recipe, string cloud) => folders.States(cloud, _ => { }).Any(state => state.Recipe == recipe.Name && state.Region == recipe.Region);

    /// <summary>The other runs of the same recipe in the same region and cloud, as far as they can be read.</summary>
    private IReadOnlyList<RunState> Earlier(RunState state) =>
        [.. folders.States(state.Cloud, _ => { }).Where(other => other.RunId != state.RunId && other.Recipe == state.Recipe && other.Region == state.Region)];

    private FleetRun? Unfinished(Recipe recipe, RunSettings settings, Func<string, CloudClients> clients, IRunLog log, RunLock taken)
    {
        foreach (var runFolder in folders.Of(recipe))
        {
            if (runFolder.Read() is not { } state || !runFolder.IsOf(state) || !IsIn(state, recipe, settings))
            {
                continue;
            }

            if (GoesOn(state, recipe, settings))
            {
                return GoOn(recipe, settings, clients, log, runFolder, taken);
            }

            TellOfInstance(state, recipe, settings, log);
            return null;
        }

        return null;
    }

    /// <summary>Another run takes its place: what is there of its instance is nobody's any more.</summary>
    private static void TellOfInstance(RunState state, Recipe recipe, RunSettings settings, IRunLog log)
    {
        if (state is { InstanceId: null, Launched: null, Ssh: null })
        {
            return;
        }

        var why = state.Fingerprint != recipe.Fingerprint ? "the recipe has another fingerprint now"
            : settings.Force ? "--force begins another"
            : "it is done";
        log.Warning($"Run {state.RunId} is not gone on with ({why}), and leaves {(LeftBehind.Of(state) is { Length: > 0 } left ? left : "what came of a launch that was not answered")}; --target=Cleanup --yes takes away what nobody needs.");
    }

    private FleetRun GoOn(Recipe recipe, RunSettings settings, Func<string, CloudClients> clients, IRunLog log, RunFolder runFolder, RunLock taken)
    {
        var journal = Journal.Open(runFolder.Journal, time, Written, out var content);
        try
        {
            if (content.Torn > 0)
            {
                log.Warning($"The last line of {runFolder.Journal} was not written to its end ({content.Torn} bytes) and is cut off; what it was about is looked for.");
            }

            foreach (var intent in content.OpenIntents)
            {
                log.Say($"An earlier command asked for {intent} and has no answer; what came of it is looked for");
            }

            RunFile.Write(runFolder.Report, content.State!);
            return new FleetRun(recipe, settings, clients, log, runFolder.Location, journal, content.State!, time, () => Earlier(content.State!)) { Lock = taken };
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    private static bool GoesOn(RunState state, Recipe recipe, RunSettings settings) =>
        IsIn(state, recipe, settings) && state.Recipe == recipe.Name && state.Fingerprint == recipe.Fingerprint
        && (settings.Force ? state.Forced : !HasAllFleets(state, recipe) || state.IsVerifying);

    /// <summary>A region that the recipe got later is another run's.</summary>
    private static bool HasAllFleets(RunState state, Recipe recipe) => state.FleetArn is not null
        && recipe.OtherRegions.All(other => !state.OtherRegions.TryGetValue(other.Region, out var region) || region.FleetArn is not null);

    /// <summary>Ids mean something in one region of one cloud only.</summary>
    private static bool IsIn(RunState state, Recipe recipe, RunSettings settings) => state.Cloud == settings.Cloud && state.Region == recipe.Region;

    private FleetRun Begin(Recipe recipe, RunSettings settings, Func<string, CloudClients> clients, IRunLog log, RunLock taken)
    {
        var state = NewState(recipe, settings);
        var runFolder = folders.In(state.RunId);
        var run = new FleetRun(recipe, settings, clients, log, runFolder.Location, Journal.Begin(runFolder.Journal, state.RunId, time, Written), state, time, () => Earlier(state)) { Lock = taken };
        try
        {
            run.Learn("Begin", unchanged => unchanged);
            return run;
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    private RunState NewState(Recipe recipe, RunSettings settings)
    {
        var now = time.GetUtcNow();
        return new RunState
        {
            RunId = folders.NewId(recipe, now),
            Recipe = recipe.Name,
            Fingerprint = recipe.Fingerprint,
            Cloud = settings.Cloud,
            Region = recipe.Region,
            Forced = settings.Force,
            Started = now,
            Commit = settings.Commit,
        };
    }
}
