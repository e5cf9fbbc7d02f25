using Cake.Core.Diagnostics;
using Fleetyard.Fleets.Runs;

namespace Fleetyard.Build.Runs;

/// <summary>A run's messages in Cake's log, each with its recipe's name where several run.</summary>
internal sealed class CakeRunLog(ICakeLog log, string prefix) : IRunLog
{
    public void Say(string message) => log.Information("{0}{1}", prefix, message);

    public void Progress(string message) => log.Information("{0}  … {1}", prefix, message);

    public void Output(string line) => log.Verbose("{0}  | {1}", prefix, line);

    public void Warning(string message) => log.Warning("{0}{1}", prefix, message);
}
