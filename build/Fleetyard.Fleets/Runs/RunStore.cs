using System.Globalization;
using System.Security.Cryptography;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Runs;

/// <summary>The folder of all runs.</summary>
/// <param name="folder">Such as <c>artifacts/runs</c>.</param>
/// <param name="time">The clock.</param>
public sealed class RunStore(string folder, TimeProvider time)
{
    /// <summary>Goes on with the newest run of the recipe that did not end with a fleet, or begins one.</summary>
    /// <exception cref="FleetException">A journal cannot be read.</exception>
    public FleetRun Open(Recipe recipe, RunSettings settings, CloudClients clients, IRunLog log)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(settings);
        return (settings.Force ? null : Unfinished(recipe, settings, clients, log)) ?? Begin(recipe, settings, clients, log);
    }

    private FleetRun? Unfinished(Recipe recipe, RunSettings settings, CloudClients clients, IRunLog log)
    {
        if (!Directory.Exists(folder))
        {
            return null;
        }

        foreach (var path in Journals(recipe))
        {
            var journal = Journal.Open(path, time, out var state);
            if (state?.Fingerprint == recipe.Fingerprint && state.Recipe == recipe.Name && state.FleetArn is null)
            {
                return new FleetRun(recipe, settings, clients, log, Path.GetDirectoryName(path)!, journal, state, time);
            }

            journal.Dispose();
            return null;
        }

        return null;
    }

    /// <summary>The newest first; of two that began in one second, the one that was written to last.</summary>
    private IEnumerable<string> Journals(Recipe recipe) => Directory.EnumerateDirectories(folder, $"*-{recipe.Name}-????")
        .Where(runFolder => Path.GetFileName(runFolder).Length == $"yyyyMMddTHHmmssZ-{recipe.Name}-0000".Length)
        .Select(runFolder => Path.Combine(runFolder, "journal.jsonl"))
        .Where(File.Exists)
        .OrderByDescending(path => Path.GetFileName(Path.GetDirectoryName(path))![.."yyyyMMddTHHmmssZ".Length], StringComparer.Ordinal)
        .ThenByDescending(File.GetLastWriteTimeUtc);

    private FleetRun Begin(Recipe recipe, RunSettings settings, CloudClients clients, IRunLog log)
    {
        var now = time.GetUtcNow();
        string id, runFolder;
        do
        {
            id = $"{now.ToString("yyyyMMddTHHmmssZ", CultureInfo.InvariantCulture)}-{recipe.Name}-{RandomNumberGenerator.GetHexString(4, lowercase: true)}";
            runFolder = Path.GetFullPath(Path.Combine(folder, id));
        }
        while (Directory.Exists(runFolder));

        RunFile.Guarded(runFolder, () => Directory.CreateDirectory(runFolder));
        var state = new RunState
        {
            RunId = id,
            Recipe = recipe.Name,
            Fingerprint = recipe.Fingerprint,
            Region = recipe.Region,
            Started = now,
            Commit = settings.Commit,
        };
        var run = new FleetRun(recipe, settings, clients, log, runFolder, Journal.Open(Path.Combine(runFolder, "journal.jsonl"), time, out _), state, time);
        run.Learn("Begin", unchanged => unchanged);
        return run;
    }
}
