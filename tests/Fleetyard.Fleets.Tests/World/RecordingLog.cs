using System.Collections.Concurrent;
using Fleetyard.Fleets.Runs;

namespace Fleetyard.Fleets.Tests.World;

/// <summary>Keeps what a run tells.</summary>
internal sealed class RecordingLog : IRunLog
{
    private readonly ConcurrentQueue<string> said = new();
    private readonly ConcurrentQueue<string> output = new();

    /// <summary>All but the scripts' output.</summary>
    public string Said => string.Join('\n', said);

    public IReadOnlyCollection<string> Lines => output;

    public void Say(string message) => said.Enqueue(message);

    public void Progress(string message) => said.Enqueue(message);

    public void Output(string line) => output.Enqueue(line);

    public void Warning(string message) => said.Enqueue(message);
}
