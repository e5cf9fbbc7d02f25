using System.Globalization;
using System.Security.Cryptography;
using Fleetyard.Fleets.Inventory;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Runs;

/// <summary>The folder of all runs.</summary>
/// <param name="folder">Such as <c>artifacts/runs</c>.</param>
/// <param name="time">The clock.</param>
public sealed class RunStore(string folder, TimeProvider time)
{
    /// <summary>Goes on with the newest run of the recipe that did not end with a fleet, or begins one; no other command works on the recipe meanwhile.</summary>
    /// <exception cref="FleetException">A journal cannot be read, or another command works on the recipe.</exception>
    public FleetRun Open(Recipe recipe, RunSettings settings, CloudClients clients, IRunLog log)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(settings);
        var taken = Lock(recipe.Name, recipe.Region, settings.Cloud);
        try
        {
            return (settings.Force ? null : Unfinished(recipe, settings, clients, log, taken)) ?? Begin(recipe, settings, clients, log, taken);
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

    /// <summary>The run that <see cref="Open"/> would give, only to look at: nothing of it is written.</summary>
    public FleetRun Preview(Recipe recipe, RunSettings settings, CloudClients clients, IRunLog log)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(settings);
        var last = settings.Force ? null : States(settings.Cloud, log).LastOrDefault(state => state.Recipe == recipe.Name && state.Region == recipe.Region);
        var state = last is not null && GoesOn(last, recipe, settings) ? last : NewState(recipe, settings);
        return new FleetRun(recipe, settings, clients, log, "", journal: null, state, time);
    }

    /// <summary>The last known state of every run in a cloud, as its journal has it; a run whose journal cannot be read is told and left out.</summary>
    public IReadOnlyList<RunState> States(string cloud, IRunLog log)
    {
        ArgumentNullException.ThrowIfNull(log);
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).Select(runFolder => Told(new(runFolder))).OfType<RunState>().Where(state => state.Cloud == cloud)]
            : [];

        RunState? Told(RunFolder run)
        {
            try
            {
                return run.Read();
            }
            catch (FleetException e)
            {
                log.Warning(e.Message);
                return null;
            }
        }
    }

    /// <summary>Writes anew what is lost of a recipe's runs, out of what they made: the same command goes on with them.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="settings">Whose runs, and in which cloud.</param>
    /// <param name="found">What there is in the recipe's region.</param>
    /// <param name="log">Where it is told.</param>
    /// <exception cref="FleetException">Another command works on the recipe, or it could not be written.</exception>
    public void Rebuild(Recipe recipe, RunSettings settings, IEnumerable<Resource> found, IRunLog log)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(log);
        var rebuilt = RebuiltRun.Of(recipe, settings, found, time.GetUtcNow()).Where(run => In(run.RunId).IsEmpty).ToList();
        if (rebuilt.Count == 0)
        {
            return;
        }

        using var taken = Lock(recipe.Name, recipe.Region, settings.Cloud);
        foreach (var state in rebuilt.Where(run => In(run.RunId).IsEmpty))
        {
            var run = In(state.RunId);
            using var journal = Journal.Begin(run.Journal, state.RunId, time);
            journal.Learn("Rebuild", state);
            RunFile.Write(run.Report, state);
            log.Say($"Run {state.RunId} is not known here and was rebuilt from the tags of what it made ({LeftBehind.Of(state)}); {(state.FleetArn is null ? $"the same command goes on with it. If another machine or folder works on it, remove {run.Location}" : "it is done")}.");
        }
    }

    private FleetRun? Unfinished(Recipe recipe, RunSettings settings, CloudClients clients, IRunLog log, RunLock taken)
    {
        foreach (var runFolder in Folders(recipe))
        {
            if (runFolder.Read() is { } state && IsIn(state, recipe, settings))
            {
                return GoesOn(state, recipe, settings) ? GoOn(recipe, settings, clients, log, runFolder, taken) : null;
            }
        }

        return null;
    }

    private FleetRun GoOn(Recipe recipe, RunSettings settings, CloudClients clients, IRunLog log, RunFolder runFolder, RunLock taken)
    {
        var journal = Journal.Open(runFolder.Journal, time, out var content);
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
            return new FleetRun(recipe, settings, clients, log, runFolder.Location, journal, content.State!, time) { Lock = taken };
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    private static bool GoesOn(RunState state, Recipe recipe, RunSettings settings) =>
        IsIn(state, recipe, settings) && state.Recipe == recipe.Name && state.Fingerprint == recipe.Fingerprint && state.FleetArn is null;

    /// <summary>Ids mean something in one region of one cloud only.</summary>
    private static bool IsIn(RunState state, Recipe recipe, RunSettings settings) => state.Cloud == settings.Cloud && state.Region == recipe.Region;

    /// <summary>The newest first; of two that began in one second, the one that was written to last.</summary>
    private IEnumerable<RunFolder> Folders(Recipe recipe) => Directory.EnumerateDirectories(folder, $"*-{recipe.Name}-????")
        .Where(runFolder => Path.GetFileName(runFolder).Length == $"yyyyMMddTHHmmssZ-{recipe.Name}-0000".Length)
        .Select(runFolder => new RunFolder(runFolder))
        .OrderByDescending(run => Path.GetFileName(run.Location)[.."yyyyMMddTHHmmssZ".Length], StringComparer.Ordinal)
        .ThenByDescending(run => File.GetLastWriteTimeUtc(run.Journal));

    private RunFolder In(string runId) => new(Path.GetFullPath(Path.Combine(folder, runId)));

    private FleetRun Begin(Recipe recipe, RunSettings settings, CloudClients clients, IRunLog log, RunLock taken)
    {
        var state = NewState(recipe, settings);
        var runFolder = In(state.RunId);
        var run = new FleetRun(recipe, settings, clients, log, runFolder.Location, Journal.Begin(runFolder.Journal, state.RunId, time), state, time) { Lock = taken };
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
        string id;
        do
        {
            id = $"{now.ToString("yyyyMMddTHHmmssZ", CultureInfo.InvariantCulture)}-{recipe.Name}-{RandomNumberGenerator.GetHexString(4, lowercase: true)}";
        }
        while (Directory.Exists(Path.Combine(folder, id)));

        return new RunState
        {
            RunId = id,
            Recipe = recipe.Name,
            Fingerprint = recipe.Fingerprint,
            Cloud = settings.Cloud,
            Region = recipe.Region,
            Started = now,
            Commit = settings.Commit,
        };
    }
}
