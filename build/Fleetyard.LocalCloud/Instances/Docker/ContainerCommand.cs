using System.Text;
using Docker.DotNet;
using Docker.DotNet.Models;

namespace Fleetyard.LocalCloud.Instances.Docker;

/// <summary>A command in a container, which docker calls an exec.</summary>
internal sealed class ContainerCommand(DockerClient client, string container)
{
    /// <summary>How often a command that is not to be killed is asked again; each time takes about a tenth of a second.</summary>
    private const int Attempts = 100;

    /// <summary>How long an exec is left alone between two looks at whether it ended.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Kills what is as young as the oldest process that has the variable $1, for as long as there is any.</summary>
    /// <remarks>
    /// The API has no call that ends an exec. Neither its process group, nor its session, nor its variables hold all that a command
    /// may start; but commands that take long go one at a time, so whatever began since is the command's. A service of the instance and
    /// its children are not: it has a pid file of init's.
    /// The twentieth word after a process's name is when it began (proc(5)); a Z is dead already.
    /// </remarks>
    private const string Kill = """
        since=
        for process in /proc/[0-9]*; do
          [ "${process#/proc/}" = $$ ] || ! grep -qz "^$1\$" "$process/environ" 2>/dev/null && continue
          read -r stat 2>/dev/null <"$process/stat" || continue
          set -- "$1" ${stat##*)}
          [ -z "$since" ] || [ "${21}" -lt "$since" ] && since=${21}
        done
        [ -n "$since" ] || exit 0
        spared() {
          parent=$1
          while [ "$parent" -gt 1 ]; do
            grep -qx "$parent" /run/fleetyard/*.pid 2>/dev/null && return
            read -r stat 2>/dev/null <"/proc/$parent/stat" || return 1
            set -- ${stat##*)}
            parent=$2
          done
          return 1
        }
        found=true
        while $found; do
          found=false
          for process in /proc/[0-9]*; do
            pid=${process#/proc/}
            [ "$pid" = $$ ] && continue
            read -r stat 2>/dev/null <"$process/stat" || continue
            set -- ${stat##*)}
            if [ "$1" != Z ] && [ "${20}" -ge "$since" ] && ! spared "$pid"; then
              found=true
              kill -KILL "$pid" 2>/dev/null
            fi
          done
        done
        """;

    /// <summary>Runs it to its end, or until it is cancelled or its output is not taken; then nothing of it is left.</summary>
    public async Task<int> RunAsync(InstanceCommand command, Action<OutputChunk> output, CancellationToken cancellationToken)
    {
        var mark = $"FLEETYARD_COMMAND={Guid.NewGuid():N}";
        var exec = (await client.Exec.CreateContainerExecAsync(container, new ContainerExecCreateParameters
        {
            AttachStdin = true,
            AttachStdout = true,
            AttachStderr = true,
            Cmd = ScriptStart.Arguments(command),
            Env = [.. ScriptStart.Variables(command), mark],
        }, cancellationToken)).ID;
        using var stream = await client.Exec.StartContainerExecAsync(exec, new(), cancellationToken);
        var isTaken = true;
        try
        {
            // All of the script is read before it begins, so that writing first and reading then cannot block both ends.
            var script = Encoding.UTF8.GetBytes(command.Script);
            await stream.WriteAsync(script, 0, script.Length, cancellationToken);
            stream.CloseWrite();
            await PumpAsync(stream, Take, cancellationToken);

            // A command may close its output and go on.
            ContainerExecInspectResponse state;
            while ((state = await client.Exec.InspectContainerExecAsync(exec, cancellationToken)).Running)
            {
                await Task.Delay(Pause, TimeProvider.System, cancellationToken);
            }

            return (int)(state.ExitCode ?? throw new InstanceHostException($"{container} ended before its command did; run it again."));
        }
        catch (Exception fault) when (fault is OperationCanceledException || !isTaken)
        {
            // The engine knows of no end while output waits that nobody reads.
            stream.Dispose();
            await EndAsync(exec, mark);
            throw;
        }

        void Take(OutputChunk chunk)
        {
            isTaken = false;
            output(chunk);
            isTaken = true;
        }
    }

    /// <summary>Hands on the output as it comes, a buffer at a time: what nobody reads stays in the pipe and holds the command up.</summary>
    private static async Task PumpAsync(MultiplexedStream stream, Action<OutputChunk> output, CancellationToken cancellationToken)
    {
        var bytes = new byte[16 * 1024];
        var text = new char[bytes.Length + 4];
        var decoders = (Output: Encoding.UTF8.GetDecoder(), Error: Encoding.UTF8.GetDecoder());
        for (MultiplexedStream.ReadResult read; !(read = await stream.ReadOutputAsync(bytes, 0, bytes.Length, cancellationToken)).EOF;)
        {
            var isError = read.Target == MultiplexedStream.TargetStream.StandardError;
            if ((isError ? decoders.Error : decoders.Output).GetChars(bytes.AsSpan(0, read.Count), text, flush: false) is > 0 and var length)
            {
                output(new OutputChunk(new string(text, 0, length), isError));
            }
        }
    }

    /// <summary>Kills until the exec has an exit code: it may not have begun when the first kill looks for it.</summary>
    private async Task EndAsync(string exec, string mark)
    {
        try
        {
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                var kill = await client.Exec.CreateContainerExecAsync(
                    container, new ContainerExecCreateParameters { AttachStdout = true, AttachStderr = true, Cmd = ["/bin/sh", "-c", Kill, "kill", mark] }, CancellationToken.None);
                using (var stream = await client.Exec.StartContainerExecAsync(kill.ID, new(), CancellationToken.None))
                {
                    await stream.ReadOutputToEndAsync(CancellationToken.None);
                }

                if ((await client.Exec.InspectContainerExecAsync(exec, CancellationToken.None)).ExitCode is not null)
                {
                    return;
                }
            }

            // A command that took every process there may be leaves none for the kill.
            await client.Containers.KillContainerAsync(container, new ContainerKillParameters(), CancellationToken.None);
        }
        catch (DockerApiException)
        {
            // A container that is gone or stopped has no command either.
        }
    }
}
