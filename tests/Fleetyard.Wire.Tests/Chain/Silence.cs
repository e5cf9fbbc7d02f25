using Fleetyard.Fleets.Runs;

namespace Fleetyard.Wire.Tests.Chain;

/// <summary>A log that nobody reads.</summary>
internal sealed class Silence : IRunLog
{
    public void Say(string message)
    {
    }

    public void Progress(string message)
    {
    }

    public void Output(string line)
    {
    }

    public void Warning(string message)
    {
    }
}
