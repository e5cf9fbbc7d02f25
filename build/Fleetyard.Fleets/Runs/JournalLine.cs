using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Fleetyard.Fleets.Runs;

/// <summary>One line of a journal: JSON, whose first member is a checksum over all that follows it.</summary>
/// <param name="V">The version of the format.</param>
/// <param name="At">When it was written, in UTC.</param>
/// <param name="Step">The step that wrote it.</param>
internal sealed record JournalLine(int V, DateTimeOffset At, string Step)
{
    /// <summary>1 had no checksum, no header and no outcome; it is read on.</summary>
    public const int Version = 2;

    private const int SumLength = 16;
    private static readonly byte[] Start = Encoding.UTF8.GetBytes("{\"sum\":\"");
    private static readonly byte[] OldStart = Encoding.UTF8.GetBytes("{\"v\":1,");

    /// <summary>The run's id, on the first line alone.</summary>
    public string? Run { get; init; }

    /// <summary>What tells an intent of the journal from every other, and which one an outcome is of.</summary>
    public int? N { get; init; }

    /// <summary>What is about to be asked for.</summary>
    public string? Intent { get; init; }

    /// <summary>What came of an intent; see <see cref="Outcomes"/>.</summary>
    public string? Outcome { get; init; }

    /// <summary>What is told beside the outcome.</summary>
    public string? What { get; init; }

    /// <summary>What the run knows from then on.</summary>
    public RunState? State { get; init; }

    /// <summary>The line's bytes, its end included.</summary>
    public byte[] ToBytes()
    {
        var rest = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(this, RunJson.Line) + "\n")[1..];
        return [.. Start, .. Encoding.UTF8.GetBytes(Sum(rest.AsSpan()[..^1]) + "\","), .. rest];
    }

    /// <summary>Reads a line without its end; null where it is not what was written.</summary>
    public static JournalLine? Parse(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith(Start) && !IsWhole(line))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<JournalLine>(line, RunJson.Line) is { Step: not null } read && (line.StartsWith(Start) || read.V is 1 or > Version) ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Whether the end of a file may be a line whose writing was cut off: the disk may have its pages in any order, and zeros for those it lacks.</summary>
    public static bool MayBeTorn(ReadOnlySpan<byte> end) => end[0] == 0 || Begins(end, Start) || Begins(end, OldStart);

    private static bool Begins(ReadOnlySpan<byte> end, byte[] start) =>
        end[..Math.Min(end.Length, start.Length)].SequenceEqual(start.AsSpan()[..Math.Min(end.Length, start.Length)]);

    private static bool IsWhole(ReadOnlySpan<byte> line)
    {
        var after = Start.Length + SumLength;
        return line.Length > after + 2 && Encoding.UTF8.GetString(line[Start.Length..after]) == Sum(line[(after + 2)..]);
    }

    private static string Sum(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..SumLength];
}

/// <summary>What may come of an intent.</summary>
internal static class Outcomes
{
    /// <summary>It was answered.</summary>
    public const string Done = "done";

    /// <summary>It was refused: nothing was made.</summary>
    public const string Refused = "refused";

    /// <summary>No answer came, so it may have been done: the intent stays open.</summary>
    public const string Unknown = "unknown";
}
