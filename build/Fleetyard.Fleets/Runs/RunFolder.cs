namespace Fleetyard.Fleets.Runs;

/// <summary>What is kept of one run. The journal is the truth; the report beside it is written out of it.</summary>
internal sealed record RunFolder(string Location)
{
    public string Journal => Path.Combine(Location, "journal.jsonl");

    public string Report => Path.Combine(Location, "run.json");

    /// <summary>Whether nothing of a run is kept; a folder with a corrupt journal is not to be touched.</summary>
    public bool IsEmpty
    {
        get
        {
            try
            {
                return Read() is null;
            }
            catch (FleetException)
            {
                return false;
            }
        }
    }

    /// <summary>Whether it is the run's own: a copy of it has another name.</summary>
    public bool IsOf(RunState state) => Path.GetFileName(Location) == state.RunId;

    /// <summary>The last state, or null where the run never began.</summary>
    /// <exception cref="FleetException">The journal is gone, corrupt or a newer version's, or cannot be read.</exception>
    public RunState? Read()
    {
        var state = File.Exists(Journal) || Directory.Exists(Journal) ? JournalContent.Read(Journal).State : null;
        return state is null && File.Exists(Report)
            ? throw new FleetException($"The journal {Journal} is {(File.Exists(Journal) ? "empty" : "gone")}, though {Report} tells of a run; put it back, or move the folder away: --target=Status then rebuilds the run by the tags.")
            : state;
    }
}
