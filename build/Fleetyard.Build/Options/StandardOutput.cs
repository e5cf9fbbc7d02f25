using System.Text.Json;
using Fleetyard.Fleets.Runs;

namespace Fleetyard.Build.Options;

/// <summary>Standard output; where it is for a machine alone, everything else goes to standard error.</summary>
public sealed class StandardOutput : IDisposable
{
    private readonly TextWriter writer = Console.Out;
    private readonly List<Action<TextWriter>> results = [];

    /// <summary>Takes standard output.</summary>
    /// <param name="forMachine">Whether only results may go there.</param>
    public StandardOutput(bool forMachine)
    {
        IsForMachine = forMachine;
        if (forMachine)
        {
            Console.SetOut(Console.Error);
        }
    }

    /// <summary>Whether only results go there.</summary>
    public bool IsForMachine { get; }

    /// <summary>Writes a result at the very end, after all that Cake prints.</summary>
    public void Write(string result) => Write(output => output.WriteLine(result));

    /// <summary>Writes a long result at the very end, piece by piece.</summary>
    public void Write(Action<TextWriter> write) => results.Add(write);

    /// <summary>Writes a result as JSON, at the very end.</summary>
    public void WriteJson<T>(T result) => Write(JsonSerializer.Serialize(result, RunJson.Document));

    /// <inheritdoc/>
    public void Dispose()
    {
        results.ForEach(write => write(writer));
        writer.Flush();
    }
}
