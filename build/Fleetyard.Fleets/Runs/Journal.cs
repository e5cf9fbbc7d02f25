using System.Text;
using System.Text.Json;

namespace Fleetyard.Fleets.Runs;

/// <summary>An append-only file of JSON lines, on disk before the caller goes on.</summary>
internal sealed class Journal : IDisposable
{
    private const int Version = 1;
    private readonly string path;
    private readonly FileStream file;
    private readonly FileStream claim;
    private readonly TimeProvider time;
    private readonly Action<string> written;

    private Journal(string path, FileStream file, FileStream claim, TimeProvider time, Action<string> written) =>
        (this.path, this.file, this.claim, this.time, this.written) = (path, file, claim, time, written);

    /// <summary>Opens the journal of a folder; a torn last line, which a crash leaves, is cut off.</summary>
    /// <exception cref="FleetException">Another line is corrupt, a newer version wrote it, or it cannot be opened.</exception>
    public static Journal Open(string path, TimeProvider time, Action<string> written, out RunState? last)
    {
        last = null;

        // Two commands on one run would do everything twice; who only reads the journal is welcome.
        var claim = RunFile.Guarded(path, () => new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose));
        var file = RunFile.Guarded(path, () => new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0));
        try
        {
            var sound = 0L;
            var number = 0;
            foreach (var (line, end, complete) in Lines(file))
            {
                number++;
                if (!complete)
                {
                    break;
                }

                last = Parse(path, number, line).State ?? last;
                sound = end;
            }

            file.SetLength(sound);
            file.Position = sound;
            return new Journal(path, file, claim, time, written);
        }
        catch
        {
            file.Dispose();
            claim.Dispose();
            throw;
        }
    }

    /// <summary>Writes what is about to be done, before it is.</summary>
    public void Intend(string step, string call, string what) => Write(new Entry(Version, time.GetUtcNow(), step, $"{call}: {what}", null));

    /// <summary>Writes what is known now.</summary>
    public void Learn(string step, RunState state) => Write(new Entry(Version, time.GetUtcNow(), step, null, state));

    public void Dispose()
    {
        file.Dispose();
        claim.Dispose();
    }

    private static Entry Parse(string path, int number, byte[] line)
    {
        Entry? entry;
        try
        {
            entry = JsonSerializer.Deserialize<Entry>(line, RunJson.Line);
        }
        catch (JsonException)
        {
            entry = null;
        }

        return entry switch
        {
            null => throw new FleetException($"The journal {path} is corrupt at line {number}; move its folder away, and the next run finds its resources by their tags."),
            { V: > Version } => throw new FleetException($"The journal {path} was written by a newer Fleetyard (version {entry.V}, this one reads {Version}); use that one."),
            _ => entry,
        };
    }

    private static IEnumerable<(byte[] Line, long End, bool Complete)> Lines(FileStream file)
    {
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        for (var start = 0; start < bytes.Length;)
        {
            var end = Array.IndexOf(bytes, (byte)'\n', start);
            yield return end < 0 ? (bytes[start..], bytes.Length, false) : (bytes[start..end], end + 1, true);
            start = end < 0 ? bytes.Length : end + 1;
        }
    }

    private void Write(Entry entry)
    {
        RunFile.Guarded(path, () => Append(entry));
        written(entry.Step);
    }

    private void Append(Entry entry)
    {
        var sound = file.Position;
        try
        {
            file.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(entry, RunJson.Line) + "\n"));
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

    private sealed record Entry(int V, DateTimeOffset At, string Step, string? Intent, RunState? State);
}
