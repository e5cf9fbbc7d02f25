using System.Text;
using Fleetyard.Fleets.Runs;
using Fleetyard.Fleets.Ssh;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace Fleetyard.Fleets.Provisioning;

/// <summary>Follows one script on an instance, over as many connections as it takes, and ends it at its deadline or when it is cancelled.</summary>
internal sealed class SshFollower(FleetRun run, string name, ScriptOutput output, TimeProvider time, DateTimeOffset deadline)
{
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);

    /// <summary>The instance says every 15 seconds that it lives.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

    /// <summary>How long a script that is ended may take to be gone; the instance kills it after 5 seconds.</summary>
    private static readonly TimeSpan Ending = TimeSpan.FromSeconds(15);

    private readonly ScriptProgress progress = new(run, name);
    private readonly Decoder decoder = Encoding.UTF8.GetDecoder();
    private long heard = time.GetTimestamp();
    private DateTimeOffset? stopped;

    /// <summary>How much of the output came.</summary>
    public long Bytes { get; private set; }

    /// <summary>Follows the script to its end.</summary>
    /// <exception cref="SshException">The connection broke; following again goes on where this one ended.</exception>
    public async Task<ScriptEnd> FollowAsync(SshConnection connection, SshScript script, CancellationToken cancellationToken)
    {
        Hear();
        using var command = connection.Command(script.Follow(Bytes));
        var running = command.ExecuteAsync(CancellationToken.None);
        await using var input = SshConnection.InputOf(command);
        var told = ToldAsync(command.ExtendedOutputStream);
        var end = await OutputAsync(command, input, told, cancellationToken);
        await Task.WhenAny(running);
        cancellationToken.ThrowIfCancellationRequested();
        return stopped is not null ? ScriptEnd.TimedOut
            : end.Code is { } code ? ScriptEnd.With(code)
            : ScriptEnd.As("was killed");
    }

    private async Task<End> OutputAsync(SshCommand command, Stream input, Task<End?> told, CancellationToken cancellationToken)
    {
        var bytes = new byte[64 * 1024];
        var text = new char[bytes.Length];
        var acknowledged = false;
        while (true)
        {
            var read = command.OutputStream.ReadAsync(bytes, CancellationToken.None).AsTask();
            while (!read.IsCompleted)
            {
                if (!acknowledged && told is { IsCompletedSuccessfully: true, Result: { } end } && Bytes >= end.Length)
                {
                    await SayAsync(input, SshScript.Done);
                    acknowledged = true;
                }

                await GlanceAsync(told.IsCompleted ? read : Task.WhenAny(read, told), input, cancellationToken);
            }

            var count = await read;
            if (count == 0)
            {
                return acknowledged ? (await told)! : throw new SshConnectionException("it was closed before the script ended");
            }

            Hear();
            Bytes += count;
            output.Append(text.AsSpan(0, decoder.GetChars(bytes, 0, count, text, 0)));
        }
    }

    /// <summary>Waits a moment, and sees to progress, deadline, cancellation and a connection that says nothing any more.</summary>
    private async Task GlanceAsync(Task any, Stream input, CancellationToken cancellationToken)
    {
        try
        {
            await any.WaitAsync(Glance, time, stopped is null ? cancellationToken : CancellationToken.None);
            return;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await StopAsync(input);
            return;
        }
        catch (TimeoutException)
        {
            progress.Tell(output.LastLine);
        }

        if (time.GetElapsedTime(Volatile.Read(ref heard)) > Silence)
        {
            throw new SshConnectionException("the instance says nothing any more");
        }

        if (stopped is null && run.Now > deadline)
        {
            await StopAsync(input);
        }
        else if (run.Now - stopped > Ending)
        {
            throw new FleetException($"{name} could not be ended on {run.State.InstanceId}; look at the instance, and run the same command again.");
        }
    }

    private async Task StopAsync(Stream input)
    {
        stopped = run.Now;
        await SayAsync(input, SshScript.Stop);
    }

    private static async Task SayAsync(Stream input, string word)
    {
        await input.WriteAsync(Encoding.ASCII.GetBytes(word), CancellationToken.None);
        await input.FlushAsync(CancellationToken.None);
    }

    /// <summary>How the script ended, or null where the connection did before it.</summary>
    private async Task<End?> ToldAsync(Stream errors)
    {
        using var lines = new StreamReader(errors, Encoding.UTF8);
        while (await lines.ReadLineAsync() is { } line)
        {
            Hear();
            if (line.Split(' ') is ["end", var code, var length])
            {
                return new(int.TryParse(code, out var parsed) ? parsed : null, long.Parse(length, System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return null;
    }

    private void Hear() => Volatile.Write(ref heard, time.GetTimestamp());

    private sealed record End(int? Code, long Length);
}
