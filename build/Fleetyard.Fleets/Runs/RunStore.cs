using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Fleetyard.Fleets.Planning;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Runs;

/// <summary>The folder of all runs.</summary>
/// <param name="folder">Such as <c>artifacts/runs</c>.</param>
/// <param name="time">The clock.</param>
public sealed class RunStore(string folder, TimeProvider time)
{
    /// <summary>Called with its step when a line of a journal is on disk; what it throws, the step ends with.</summary>
    public Action<string> Written { get; init; } = _ => { };

    /// <summary>Goes on with the newest run of the recipe that did not end with a fleet in each region, or begins one.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="settings">What the run is told beside it.</param>
    /// <param name="clients">The clients of a region.</param>
    /// <param name="log">Where the run tells what it does.</param>
    /// <exception cref="FleetException">A journal cannot be read.</exception>
    public FleetRun Open(Recipe recipe, RunSettings settings, Func<string, CloudClients> clients, IRunLog log)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(settings);
        return (settings.Force ? null : Unfinished(recipe, settings, clients, log)) ?? Begin(recipe, settings, clients, log);
    }

    /// <summary>The run that <see cref="Open"/> would give, only to look at: nothing of it is written, and its clients refuse what is no read.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="settings">What the run would be told beside it.</param>
    /// <param name="clients">The clients of a region, made for this run alone.</param>
    /// <param name="log">Where the run tells what it sees.</param>
    public FleetRun Preview(Recipe recipe, RunSettings settings, Func<string, CloudClients> clients, IRunLog log)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(settings);
        var last = settings.Force ? null : States(settings.Cloud).LastOrDefault(state => state.Recipe == recipe.Name && state.Region == recipe.Region);
        var state = last is not null && GoesOn(last, recipe, settings) ? last : NewState(recipe, settings);
        return new FleetRun(recipe, settings, region => LookOnly.Of(clients(region)), log, "", journal: null, state, time, () => Earlier(state));
    }

    /// <summary>The last known state of every run in a cloud; a run whose <c>run.json</c> cannot be read is left out.</summary>
    public IReadOnlyList<RunState> States(string cloud)
    {
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).Select(Read).OfType<RunState>().Where(state => state.Cloud == cloud)]
            : [];

        static RunState? Read(string runFolder)
        {
            try
            {
                return JsonSerializer.Deserialize<RunState>(File.ReadAllText(Path.Combine(runFolder, "run.json")), RunJson.Document);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
            {
                return null;
            }
        }
    }

    /// <summary>The other runs of the same recipe in the same region and cloud.</summary>
    private IReadOnlyList<RunState> Earlier(RunState state) =>
        [.. States(state.Cloud).Where(other => other.RunId != state.RunId && other.Recipe == state.Recipe && other.Region == state.Region)];

    private FleetRun? Unfinished(Recipe recipe, RunSettings settings, Func<string, CloudClients> clients, IRunLog log)
    {
        if (!Directory.Exists(folder))
        {
            return null;
        }

        foreach (var path in Journals(recipe))
        {
            var journal = Journal.Open(path, time, Written, out var state);
            if (state is not null && GoesOn(state, recipe, settings))
            {
                return new FleetRun(recipe, settings, clients, log, Path.GetDirectoryName(path)!, journal, state, time, () => Earlier(state));
            }

            journal.Dispose();
            if (state is not null && IsIn(state, recipe, settings))
            {
                return null;
            }
        }

        return null;
    }

    private static bool GoesOn(RunState state, Recipe recipe, RunSettings settings) =>
        IsIn(state, recipe, settings) && state.Recipe == recipe.Name && state.Fingerprint == recipe.Fingerprint && !HasAllFleets(state, recipe);

    /// <summary>A region that the recipe got later is another run's.</summary>
    private static bool HasAllFleets(RunState state, Recipe recipe) => state.FleetArn is not null
        && recipe.OtherRegions.All(other => !state.OtherRegions.TryGetValue(other.Region, out var region) || region.FleetArn is not null);

    /// <summary>Ids mean something in one region of one cloud only.</summary>
    private static bool IsIn(RunState state, Recipe recipe, RunSettings settings) => state.Cloud == settings.Cloud && state.Region == recipe.Region;

    /// <summary>The newest first; of two that began in one second, the one that was written to last.</summary>
    private IEnumerable<string> Journals(Recipe recipe) => Directory.EnumerateDirectories(folder, $"*-{recipe.Name}-????")
        .Where(runFolder => Path.GetFileName(runFolder).Length == $"yyyyMMddTHHmmssZ-{recipe.Name}-0000".Length)
        .Select(runFolder => Path.Combine(runFolder, "journal.jsonl"))
        .Where(File.Exists)
        .OrderByDescending(path => Path.GetFileName(Path.GetDirectoryName(path))![.."yyyyMMddTHHmmssZ".Length], StringComparer.Ordinal)
        .ThenByDescending(File.GetLastWriteTimeUtc);

    private FleetRun Begin(Recipe recipe, RunSettings settings, Func<string, CloudClients> clients, IRunLog log)
    {
        var state = NewState(recipe, settings);
        var runFolder = Path.GetFullPath(Path.Combine(folder, state.RunId));
        RunFile.Guarded(runFolder, () => Directory.CreateDirectory(runFolder));
        var run = new FleetRun(recipe, settings, clients, log, runFolder, Journal.Open(Path.Combine(runFolder, "journal.jsonl"), time, Written, out _), state, time, () => Earlier(state));
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
