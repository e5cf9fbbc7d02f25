using Cake.Core.Diagnostics;
using Fleetyard.Fleets.Runs;

namespace Fleetyard.Build.Runs;

/// <summary>A run's messages in Cake's log, each with its recipe's name where several run.</summary>
/// <remarks>Each is one argument, since Cake paints what stands between arguments in another colour.</remarks>
internal sealed class CakeRunLog(ICakeLog log, string prefix) : IRunLog
{
    public void Say(string message) => log.Information("{0}", prefix + message);

    public void Progress(string message) => log.Information("{0}", $"{prefix}  … {message}");

    public void Output(string line) => log.Verbose("{0}", $"{prefix}  | {line}");

    public void Warning(string message) => log.Warning("{0}", prefix + message);
}
