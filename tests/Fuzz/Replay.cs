using System.Diagnostics;

namespace Fleetyard.Fuzz;

/// <summary>Feeds a reader its seeds, the files of a corpus, and mutations of both; an input that takes too long ends the process.</summary>
/// <param name="limit">The time for one input.</param>
/// <param name="findings">Where an input that is no good is kept.</param>
internal sealed class Replay(TimeSpan limit, string findings)
{
    private (string Name, byte[] Bytes) current = ("", []);
    private long began;

    /// <summary>Feeds all.</summary>
    /// <returns>How many inputs there were; null if one was no good.</returns>
    public long? Run(Reader reader, string? corpus, int mutations, int seed)
    {
        using var watch = new Timer(_ => Stop(reader), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(100));
        var inputs = Inputs(reader, corpus).ToArray();
        var spoiling = new Mutations(seed);
        var count = 0L;
        foreach (var (name, bytes) in inputs)
        {
            for (var round = 0; round <= mutations; round++, count++)
            {
                var input = round == 0 ? bytes : spoiling.Spoil(bytes, inputs[(int)((count * 31) % inputs.Length)].Bytes);
                if (!Feed(reader, ($"{name}, mutation {round} of seed {seed}", input)))
                {
                    return null;
                }
            }
        }

        return count;
    }

    /// <summary>The seeds that are written here, and the files that fuzzing found.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> Inputs(Reader reader, string? corpus)
    {
        var folder = Path.Combine(corpus ?? "", reader.Name);
        return [.. reader.Seeds(), .. corpus is null || !Directory.Exists(folder) ? [] : Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(file => (file, File.ReadAllBytes(file)))];
    }

    private bool Feed(Reader reader, (string Name, byte[] Bytes) input)
    {
        (current, _) = (input, Interlocked.Exchange(ref began, Stopwatch.GetTimestamp()));
        try
        {
            reader.Feed(input.Bytes);
            return true;
        }
        catch (Exception fault)
        {
            Console.Error.WriteLine($"{reader.Name}: {input.Name} is kept as {Keep()}: {fault}");
            return false;
        }
        finally
        {
            Interlocked.Exchange(ref began, 0);
        }
    }

    /// <summary>No thread can be stopped that does not look up; a process can.</summary>
    private void Stop(Reader reader)
    {
        if (Interlocked.Read(ref began) is var since and > 0 && Stopwatch.GetElapsedTime(since) > limit)
        {
            Console.Error.WriteLine($"{reader.Name}: {current.Name} took more than {limit.TotalSeconds} s; it is kept as {Keep()}");
            Environment.Exit(3);
        }
    }

    private string Keep()
    {
        var file = Path.Combine(Directory.CreateDirectory(findings).FullName, PackedImage.Digest(current.Bytes)[7..19]);
        File.WriteAllBytes(file, current.Bytes);
        return file;
    }
}
