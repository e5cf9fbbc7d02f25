namespace Fleetyard.Fleets.Runs;

/// <summary>What a run tells while it goes on.</summary>
public interface IRunLog
{
    /// <summary>Something was done or begun.</summary>
    void Say(string message);

    /// <summary>Something is being waited for.</summary>
    void Progress(string message);

    /// <summary>A line that a script wrote.</summary>
    void Output(string line);

    /// <summary>Something the user should know.</summary>
    void Warning(string message);
}
