namespace Fleetyard.Fleets.Runs;

/// <summary>An append-only file of JSON lines, on disk before the caller goes on.</summary>
internal sealed class Journal : IDisposable
{
    private readonly string path;
    private readonly FileStream file;
    private readonly TimeProvider time;
    private readonly Action<string> written;
    private int lastIntent;

    private Journal(string path, FileStream file, TimeProvider time, Action<string> written) => (this.path, this.file, this.time, this.written) = (path, file, time, written);

    /// <summary>Begins the journal of a run whose folder has none, or one that holds no line.</summary>
    /// <exception cref="FleetException">It cannot be written.</exception>
    public static Journal Begin(string path, string runId, TimeProvider time, Action<string> written)
    {
        RunFile.MakeFolder(Path.GetDirectoryName(path)!);
        var journal = new Journal(path, Open(path, FileMode.Create), time, written);
        try
        {
            RunFile.Sync(Path.GetDirectoryName(path)!);
            journal.Write(journal.Line("Begin") with { Run = runId });
            return journal;
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>Opens the journal of a folder to go on with it; a torn last line, which a crash leaves, is cut off.</summary>
    /// <exception cref="FleetException">Another line is corrupt, a newer version wrote it, or it cannot be opened.</exception>
    public static Journal Open(string path, TimeProvider time, Action<string> written, out JournalContent content)
    {
        var file = Open(path, FileMode.Open);
        try
        {
            var read = RunFile.Readable(path, () => JournalContent.Of(path, file));
            RunFile.Guarded(path, () =>
            {
                file.SetLength(read.Sound);
                file.Position = read.Sound;
            });
            content = read;
            return new Journal(path, file, time, written) { lastIntent = read.LastIntent };
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Writes what is about to be done, before it is.</summary>
    /// <returns>The intent's number.</returns>
    public int Intend(string step, string call, string what)
    {
        Write(Line(step) with { N = ++lastIntent, Intent = $"{call}: {what}" });
        return lastIntent;
    }

    /// <summary>Writes what came of an intent.</summary>
    public void End(string step, int intent, string outcome, string? what) => Write(Line(step) with { N = intent, Outcome = outcome, What = what });

    /// <summary>Writes what is known now.</summary>
    public void Learn(string step, RunState state) => Write(Line(step) with { State = state });

    public void Dispose() => file.Dispose();

    private static FileStream Open(string path, FileMode mode) => RunFile.Guarded(path, () => RunFile.Open(path, mode));

    private JournalLine Line(string step) => new(JournalLine.Version, time.GetUtcNow(), step);

    private void Write(JournalLine line)
    {
        RunFile.Guarded(path, () => Append(line));
        written(line.Step);
    }

    private void Append(JournalLine line)
    {
        var sound = file.Position;
        try
        {
            file.Write(line.ToBytes());
            file.Flush(flushToDisk: true);
        }
        catch
        {
            // Half a line with another behind it would be a corrupt journal.
            file.SetLength(sound);
            file.Position = sound;
            throw;
        }
    }
}
