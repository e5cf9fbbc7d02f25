using System.Text;
using Fleetyard.LocalCloud.Instances;

namespace Fleetyard.LocalCloud.Ssm;

/// <summary>What SSM keeps of a command's output: the beginning. The rest is dropped as it comes.</summary>
internal sealed class CommandOutput
{
    // StandardOutputContent and StandardErrorContent of GetCommandInvocation in the Systems Manager API Reference.
    private const int MostOutput = 24000;
    private const int MostError = 8000;
    private readonly StringBuilder output = new();
    private readonly StringBuilder error = new();
    private readonly Lock gate = new();

    /// <summary>What came so far.</summary>
    public (string Output, string Error) Read()
    {
        lock (gate)
        {
            return (output.ToString(), error.ToString());
        }
    }

    public void Append(OutputChunk chunk)
    {
        lock (gate)
        {
            var (kept, most) = chunk.IsError ? (error, MostError) : (output, MostOutput);
            kept.Append(chunk.Text.AsSpan(0, Math.Min(chunk.Text.Length, most - kept.Length)));
        }
    }
}
