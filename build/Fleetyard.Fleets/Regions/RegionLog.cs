using Fleetyard.Fleets.Runs;

namespace Fleetyard.Fleets.Regions;

/// <summary>A run's messages with the region that they are of.</summary>
internal sealed class RegionLog(IRunLog log, string region) : IRunLog
{
    public void Say(string message) => log.Say($"{region}: {message}");

    public void Progress(string message) => log.Progress($"{region}: {message}");

    public void Output(string line) => log.Output($"{region}: {line}");

    public void Warning(string message) => log.Warning($"{region}: {message}");
}
