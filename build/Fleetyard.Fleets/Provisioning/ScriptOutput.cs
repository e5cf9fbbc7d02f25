using System.Text;
using Fleetyard.Fleets.Runs;

namespace Fleetyard.Fleets.Provisioning;

/// <summary>A script's output on its way to the log, to a file and, for its facts, to the run.</summary>
internal sealed class ScriptOutput(FleetRun run, string step, string script, string factPrefix) : IDisposable
{
    private const int TailLines = 12;
    private readonly StringBuilder pending = new();
    private readonly Queue<string> tail = new();
    private readonly StreamWriter file = new(System.IO.Path.Combine(run.Folder, $"{step}.{script}.log"), append: true);
    private int seen;

    public string Path => System.IO.Path.Combine(run.Folder, $"{step}.{script}.log");

    /// <summary>How many bytes of UTF-8 came.</summary>
    public long Bytes { get; private set; }

    public string Tail => string.Join(" | ", tail);

    /// <summary>Takes the whole output so far, as SSM tells it again and again.</summary>
    public void Update(string whole)
    {
        if (whole.Length > seen)
        {
            Append(whole[seen..]);
            seen = whole.Length;
        }
    }

    public void Append(string text)
    {
        Bytes += Encoding.UTF8.GetByteCount(text);
        pending.Append(text);
        var lines = pending.ToString().Split('\n');
        pending.Clear().Append(lines[^1]);
        foreach (var line in lines.SkipLast(1))
        {
            Take(line.TrimEnd('\r'));
        }
    }

    public void Dispose()
    {
        if (pending.Length > 0)
        {
            Take(pending.ToString());
        }

        file.Dispose();
    }

    private void Take(string line)
    {
        if (line.StartsWith(factPrefix, StringComparison.Ordinal) && line.IndexOf('=', StringComparison.Ordinal) is var equals and > 0)
        {
            run.Learn(step, state => state with { Facts = new Dictionary<string, string>(state.Facts) { [line[factPrefix.Length..equals]] = SecretMask.Over(line[(equals + 1)..]) } });
            return;
        }

        var masked = SecretMask.Over(line);
        run.Log.Output(masked);
        file.WriteLine(masked);
        tail.Enqueue(masked);
        if (tail.Count > TailLines)
        {
            tail.Dequeue();
        }
    }
}
