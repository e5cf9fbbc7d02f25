using System.Globalization;
using System.Text;
using Fleetyard.LocalCloud.Instances;
using Fleetyard.LocalCloud.Logs;
using Fleetyard.LocalCloud.State;

namespace Fleetyard.LocalCloud.CodeBuild;

/// <summary>Writes a build's log while it runs, a line an event; commands that flood it are cut off.</summary>
internal sealed class BuildLog(Cloud cloud, BuildDocument build)
{
    private const int MostCharacters = 4 * 1024 * 1024;
    private const int MostLines = 50_000;
    private const int LongestLine = 16 * 1024;

    private readonly StringBuilder output = new();
    private readonly StringBuilder errors = new();
    private int characters;
    private int lines;

    private bool IsFull => characters >= MostCharacters || lines >= MostLines;

    /// <summary>What the container's agent says, as CodeBuild's does.</summary>
    public void Say(string message)
    {
        var time = cloud.Now.UtcDateTime.ToString("yyyy/MM/dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
        Append([.. $"[Container] {time} {message}".Split('\n')]);
    }

    /// <summary>A piece of a command's output.</summary>
    public void Write(OutputChunk chunk)
    {
        if (IsFull)
        {
            return;
        }

        var pending = chunk.IsError ? errors : output;
        var complete = new List<string>();
        foreach (var letter in chunk.Text)
        {
            if (letter != '\n')
            {
                pending.Append(letter);
            }

            if (letter == '\n' || pending.Length >= LongestLine)
            {
                complete.Add(pending.ToString().TrimEnd('\r'));
                pending.Clear();
            }
        }

        Take(complete);
    }

    /// <summary>A command has ended; so has its last line, with or without a line end.</summary>
    public void Flush()
    {
        Take([.. new[] { output, errors }.Where(pending => pending.Length > 0).Select(pending => pending.ToString())]);
        output.Clear();
        errors.Clear();
    }

    private void Take(List<string> complete)
    {
        if (complete.Count == 0 || IsFull)
        {
            return;
        }

        var room = complete.Take(MostLines - lines).TakeWhile(line => (characters += line.Length + 1) <= MostCharacters).ToList();
        lines += room.Count;
        Append(room);
        if (IsFull)
        {
            Say($"LocalCloud keeps {MostLines} lines and {MostCharacters} characters of a build's output; the rest is left out.");
        }
    }

    private void Append(List<string> messages)
    {
        if (build.Log is { } log && messages.Count > 0)
        {
            cloud.Store.Logs.Append(LogEvents.Key(build.Region, log.Group, log.Stream), cloud.Now, [.. messages.Select(message => message + "\n")]);
        }
    }
}
