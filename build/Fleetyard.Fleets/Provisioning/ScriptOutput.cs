using System.Text;
using Fleetyard.Fleets.Runs;

namespace Fleetyard.Fleets.Provisioning;

/// <summary>A script's output on its way to the log, to a file and, for its facts, to the run; masked line by line, and never held whole.</summary>
internal sealed class ScriptOutput(FleetRun run, string step, string script) : IDisposable
{
    private const string FactPrefix = "FLEETYARD_FACT ";
    private const int TailLines = 12;

    /// <summary>A line without an end is cut here, at a space where it has one, in characters.</summary>
    private const int LongestLine = 64 * 1024;

    private readonly StringBuilder pending = new();
    private readonly Queue<string> tail = new();
    private readonly SecretMask mask = new(Secrets.Hidden(run));
    private readonly Dictionary<string, string> facts = [];
    private readonly Audit audit = new(run);
    private readonly StreamWriter file = RunFile.Append(In(run, step, script));
    private int seen;

    public string Path => In(run, step, script);

    /// <summary>How many line ends came.</summary>
    public long Lines { get; private set; }

    /// <summary>What the script found that must not be in an AMI.</summary>
    public Audit Audit => audit;

    public string Tail => string.Join(" | ", tail.Select(line => line.Length > 300 ? line[..300] + "…" : line));

    /// <summary>The last whole line, or null before the first.</summary>
    public string? LastLine => tail.LastOrDefault();

    /// <summary>Takes the whole output so far, as SSM tells it again and again, up to a number of characters.</summary>
    public void Update(string whole, int most)
    {
        var until = Math.Min(whole.Length, most);
        if (until > seen)
        {
            Append(whole.AsSpan(seen, until - seen));
            seen = until;
        }
    }

    public void Append(ReadOnlySpan<char> text)
    {
        for (int end; (end = text.IndexOf('\n')) >= 0; text = text[(end + 1)..])
        {
            pending.Append(text[..end]);
            Flush();
            Lines++;
        }

        pending.Append(text);
        while (pending.Length > LongestLine)
        {
            Cut();
        }
    }

    /// <summary>Drops a line that has not ended, to take it again from its beginning.</summary>
    public void Rewind() => pending.Clear();

    /// <summary>Takes a line that will have no end, since the instance went down under it.</summary>
    public void EndLine()
    {
        if (pending.Length > 0)
        {
            Flush();
        }
    }

    /// <summary>Takes the last line, which need not have an end, and writes the facts to the run.</summary>
    public void End()
    {
        EndLine();
        RunFile.Guarded(Path, file.Flush);
        if (facts.Count > 0)
        {
            run.Learn(step, state => state with { Facts = state.Facts.Concat(facts).GroupBy(fact => fact.Key).ToDictionary(same => same.Key, same => same.Last().Value) });
            facts.Clear();
        }

        audit.End(step);
    }

    public void Dispose() => RunFile.Close(file);

    private static string In(FleetRun run, string step, string script) => System.IO.Path.Combine(run.Folder, $"{step}.{script}.log");

    private void Flush()
    {
        Take(pending.ToString().TrimEnd('\r'));
        pending.Clear();
    }

    private void Cut()
    {
        var line = pending.ToString(0, LongestLine);
        var space = line.LastIndexOf(' ');
        var length = space > 0 ? space + 1 : LongestLine;
        Take(line[..length]);
        pending.Remove(0, length);
    }

    private void Take(string line)
    {
        if (line.StartsWith(FactPrefix, StringComparison.Ordinal) && line.IndexOf('=', StringComparison.Ordinal) is var equals and > 0)
        {
            facts[mask.Next(line[FactPrefix.Length..equals])] = mask.Next(line[(equals + 1)..]);
            return;
        }

        if (audit.Take(line))
        {
            return;
        }

        var masked = mask.Next(line);
        run.Log.Output(masked);
        RunFile.Guarded(Path, () => file.WriteLine(masked));
        tail.Enqueue(masked);
        if (tail.Count > TailLines)
        {
            tail.Dequeue();
        }
    }
}
