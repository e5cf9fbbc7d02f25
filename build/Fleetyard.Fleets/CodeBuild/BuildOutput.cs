using Amazon.CloudWatchLogs.Model;
using Amazon.CodeBuild.Model;
using Fleetyard.Fleets.Provisioning;
using Fleetyard.Fleets.Regions;
using Fleetyard.Fleets.Runs;

namespace Fleetyard.Fleets.CodeBuild;

/// <summary>A build's log on its way to the console and to a file: each line as it comes, none twice.</summary>
internal sealed class BuildOutput(FleetRun run, Place place, string step) : IDisposable
{
    /// <summary>What begins the lines of CodeBuild's agent; a command's own lines stand bare.</summary>
    private const string Agent = "[Container] ";
    private const int TailLines = 12;
    private const int LongestTailLine = 300;

    private readonly SecretMask mask = new(Secrets.Hidden(run));
    private readonly Queue<string> tail = new();
    private readonly StreamWriter file = Anew(In(run, place, step));
    private string? failed;
    private string? token;

    public string Path => In(run, place, step);

    /// <summary>The last lines of the first command that failed, or else of the last that ran.</summary>
    public string LastLines => failed ?? Tail;

    /// <summary>Whether the end of the last phase that runs commands was told.</summary>
    public bool IsWhole { get; private set; }

    private string Tail => string.Join(" | ", tail);

    /// <summary>Prints what came since the last time; the same token comes back at the end of what there is.</summary>
    /// <returns>Whether anything came.</returns>
    public async Task<bool> ReadAsync(LogsLocation? logs, CancellationToken cancellationToken)
    {
        var any = false;
        while (logs is { GroupName: { } group, StreamName: { } stream })
        {
            GetLogEventsResponse page;
            try
            {
                page = await place.Clients.Logs.GetLogEventsAsync(
                    new GetLogEventsRequest { LogGroupName = group, LogStreamName = stream, NextToken = token, StartFromHead = true }, cancellationToken);
            }
            catch (Amazon.CloudWatchLogs.Model.ResourceNotFoundException)
            {
                // The log begins with its first line.
                return any;
            }

            foreach (var line in (page.Events ?? []).SelectMany(one => (one.Message ?? "").TrimEnd('\n').Split('\n')))
            {
                Take(mask.Next(line.TrimEnd('\r')));
                any = true;
            }

            if (page.NextForwardToken == token)
            {
                break;
            }

            token = page.NextForwardToken;
        }

        return any;
    }

    public void Dispose() => RunFile.Close(file);

    /// <summary>The log is read from its beginning, also where an earlier command read some of it.</summary>
    private static StreamWriter Anew(string path) => RunFile.Guarded(path, () => new StreamWriter(RunFile.Open(path, FileMode.Create)) { AutoFlush = true });

    private static string In(FleetRun run, Place place, string step) => System.IO.Path.Combine(run.Folder, place.IsHome ? $"{step}.log" : $"{step}.{place.Region}.log");

    private void Take(string line)
    {
        place.Log.Say($"  | {line}");
        RunFile.Guarded(Path, () => file.WriteLine(line));
        if (!line.StartsWith(Agent, StringComparison.Ordinal))
        {
            tail.Enqueue(line.Length > LongestTailLine ? line[..LongestTailLine] + "…" : line);
            if (tail.Count > TailLines)
            {
                tail.Dequeue();
            }
        }
        else if (line.Contains(" Phase complete: POST_BUILD ", StringComparison.Ordinal))
        {
            IsWhole = true;
        }
        else if (line.Contains(" Running command ", StringComparison.Ordinal))
        {
            tail.Clear();
        }
        else if (line.Contains(" Command did not exit successfully ", StringComparison.Ordinal))
        {
            failed ??= Tail;
        }
    }
}
