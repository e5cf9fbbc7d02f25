using System.Globalization;
using System.Security.Cryptography;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Runs;

/// <summary>The folders of all runs, each named for its run.</summary>
internal sealed class RunFolders(string folder)
{
    private const string Moment = "yyyyMMddTHHmmssZ";

    /// <summary>A run's.</summary>
    public RunFolder In(string runId) => new(Path.GetFullPath(Path.Combine(folder, runId)));

    /// <summary>A recipe's, the newest first; of two that began in one second, the one that was written to last.</summary>
    public IEnumerable<RunFolder> Of(Recipe recipe) => Directory.EnumerateDirectories(folder, $"*-{recipe.Name}-????")
        .Where(runFolder => Path.GetFileName(runFolder).Length == $"{Moment}-{recipe.Name}-0000".Length)
        .Select(runFolder => new RunFolder(runFolder))
        .OrderByDescending(run => Path.GetFileName(run.Location)[..Moment.Length], StringComparer.Ordinal)
        .ThenByDescending(run => File.GetLastWriteTimeUtc(run.Journal));

    /// <summary>The last known state of every run in a cloud; why one is left out is told.</summary>
    public IReadOnlyList<RunState> States(string cloud, Action<string> leftOut)
    {
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).Select(runFolder => Told(new(runFolder))).OfType<RunState>().Where(state => state.Cloud == cloud)]
            : [];

        RunState? Told(RunFolder run)
        {
            try
            {
                var state = run.Read();
                if (state is null || run.IsOf(state))
                {
                    return state;
                }

                leftOut($"{run.Location} holds the run {state.RunId}, as a copy of its folder does, and is left out; move it out of {folder}.");
            }
            catch (FleetException e)
            {
                leftOut(e.Message);
            }

            return null;
        }
    }

    /// <summary>Such as <c>20261124T101500Z-ktls-debian-13-x86_64-4f2a</c>; no folder has that name yet.</summary>
    public string NewId(Recipe recipe, DateTimeOffset now)
    {
        string id;
        do
        {
            id = $"{now.ToString(Moment, CultureInfo.InvariantCulture)}-{recipe.Name}-{RandomNumberGenerator.GetHexString(4, lowercase: true)}";
        }
        while (Directory.Exists(Path.Combine(folder, id)));

        return id;
    }
}
