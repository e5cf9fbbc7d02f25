using Fleetyard.Fleets.Provisioning;

namespace Fleetyard.Fleets.Runs;

/// <summary>Something that a run asks a service to make, written to disk before the call.</summary>
public sealed class Intent
{
    private readonly Action<Intent, string, string?> write;

    internal Intent(string step, string call, string what, int number, Action<Intent, string, string?> write)
    {
        (Step, Call, What, Number) = (step, call, what, number);
        this.write = write;
    }

    /// <summary>The operation, such as <c>RunInstances</c>.</summary>
    public string Call { get; }

    /// <summary>What is asked for, and from then on what it became.</summary>
    public string What { get; private set; }

    /// <summary>Whether the service has not answered.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>Whether the service did it.</summary>
    internal bool IsDone { get; private set; }

    internal string Step { get; }

    internal int Number { get; }

    /// <summary>Writes to disk that the service has answered.</summary>
    /// <param name="id">What was made; null where the answer says no more than what was asked.</param>
    /// <exception cref="FleetException">It could not be written.</exception>
    public void Done(string? id = null)
    {
        What = id ?? What;
        End(Outcomes.Done, id);
    }

    /// <summary>Writes to disk that the service did nothing, and why.</summary>
    /// <exception cref="FleetException">It could not be written.</exception>
    internal void Refused(string why) => End(Outcomes.Refused, SecretMask.Over(why));

    internal void End(string outcome, string? what)
    {
        IsOpen = outcome == Outcomes.Unknown;
        IsDone = outcome == Outcomes.Done;
        write(this, outcome, what);
    }
}
