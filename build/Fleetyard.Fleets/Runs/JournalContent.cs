namespace Fleetyard.Fleets.Runs;

/// <summary>What a journal says.</summary>
internal sealed record JournalContent
{
    /// <summary>The last state that was written, or null where none was.</summary>
    public RunState? State { get; private init; }

    /// <summary>What was asked for and not answered, as far as the state does not tell what came of it.</summary>
    public IReadOnlyList<string> OpenIntents { get; private init; } = [];

    /// <summary>The number of the last intent.</summary>
    public int LastIntent { get; private init; }

    /// <summary>How many bytes are whole lines.</summary>
    public long Sound { get; private init; }

    /// <summary>How many bytes a crash left behind them.</summary>
    public long Torn { get; private init; }

    /// <summary>Reads a journal that another command may be writing to.</summary>
    /// <exception cref="FleetException">It is corrupt, a newer version wrote it, or it cannot be read.</exception>
    public static JournalContent Read(string path) => RunFile.Readable(path, () =>
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        return Of(path, file);
    });

    /// <summary>Reads an open journal from its beginning.</summary>
    /// <exception cref="FleetException">It is corrupt, or a newer version wrote it.</exception>
    public static JournalContent Of(string path, FileStream file)
    {
        var bytes = new byte[file.Length];
        file.Position = 0;
        file.ReadExactly(bytes);
        return Of(path, bytes);
    }

    private static JournalContent Of(string path, byte[] bytes)
    {
        var lines = new List<JournalLine>();
        var sound = 0;
        while (sound < bytes.Length)
        {
            var length = bytes.AsSpan(sound).IndexOf((byte)'\n');
            var next = length < 0 ? bytes.Length : sound + length + 1;
            if ((length < 0 ? null : Checked(path, JournalLine.Parse(bytes.AsSpan(sound, length)), lines)) is not { } line)
            {
                return next == bytes.Length && JournalLine.MayBeTorn(bytes.AsSpan(sound)) ? Of(lines, sound, bytes.Length)
                    : throw new FleetException($"The journal {path} is corrupt at line {lines.Count + 1}; move its folder away, and --target=Status finds what its run made by the tags and rebuilds it.");
            }

            lines.Add(line);
            sound = next;
        }

        return Of(lines, sound, bytes.Length);
    }

    /// <summary>The line, or null where it cannot stand here: the first of this version is the header, and what has no checksum stands before it.</summary>
    private static JournalLine? Checked(string path, JournalLine? line, List<JournalLine> before) => line switch
    {
        { V: > JournalLine.Version } => throw new FleetException($"The journal {path} was written by a newer Fleetyard (version {line.V}, this one reads {JournalLine.Version}); use that one."),
        { V: JournalLine.Version } when before.Count == 0 => line.Run is null ? null : line,
        { V: < JournalLine.Version } when before.Count > 0 && before[^1].V == JournalLine.Version => null,
        _ => line,
    };

    private static JournalContent Of(List<JournalLine> lines, int sound, int length)
    {
        var state = lines.LastOrDefault(line => line.State is not null)?.State;
        var ended = lines.Where(line => line.Outcome is Outcomes.Done or Outcomes.Refused).Select(line => line.N).ToHashSet();
        return new JournalContent
        {
            State = state,
            OpenIntents = state is { HasAllFleets: true, IsVerifying: false } ? [] :
                [.. lines.Where(line => line is { Intent: not null, N: not null } && !ended.Contains(line.N) && state?.Steps.ContainsKey(line.Step) != true).Select(line => line.Intent!)],
            LastIntent = lines.Max(line => line.N) ?? 0,
            Sound = sound,
            Torn = length - sound,
        };
    }
}
