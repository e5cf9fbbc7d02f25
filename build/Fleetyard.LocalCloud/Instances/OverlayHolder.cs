using System.Diagnostics;
using System.Globalization;

namespace Fleetyard.LocalCloud.Instances;

/// <summary>The process that has a clone's namespaces, for as long as our end of its pipe is open.</summary>
internal sealed class OverlayHolder : IAsyncDisposable
{
    /// <summary>Makes the clone, then waits for the end of the pipe: as PID 1 it takes every process of the clone with it.</summary>
    /// <remarks>$1 the instance's folder, $2 the host name, $3 a folder to hide. The user's homes and our own folder are not to be seen.</remarks>
    private const string Init = """
        set -eu
        folder=$1 name=$2 hidden=$3
        hostname "$name"
        mount --make-rprivate /
        cd "$folder"
        mkdir -p upper work root
        fresh=false
        if [ ! -e upper/root ]; then
          # A whiteout hides the user's homes; a directory made over it is opaque.
          fresh=true
          mknod upper/root c 0 0
          mknod upper/home c 0 0
        fi
        mount -t overlay overlay -o "lowerdir=/,upperdir=upper,workdir=work" root
        cd root
        if $fresh; then mkdir -m 700 root; mkdir -m 755 home; fi
        mount -t proc proc proc
        mount -t tmpfs -o mode=755,nosuid tmpfs dev
        mount -t tmpfs -o mode=1777 tmpfs tmp
        resolv=$(cat /etc/resolv.conf 2>/dev/null || true)
        mount -t tmpfs -o mode=755,nosuid,nodev tmpfs run
        mkdir -p run/lock
        [ -L etc/resolv.conf ] && { rm -f etc/resolv.conf; printf '%s\n' "$resolv" >etc/resolv.conf; }
        for device in null zero full random urandom tty; do : >dev/$device; mount --bind /dev/$device dev/$device; done
        mkdir dev/shm dev/pts
        mount -t tmpfs -o mode=1777 tmpfs dev/shm
        mount -t devpts -o newinstance,ptmxmode=0666,mode=0620 devpts dev/pts
        ln -s pts/ptmx dev/ptmx; ln -s /proc/self/fd dev/fd; ln -s fd/0 dev/stdin; ln -s fd/1 dev/stdout; ln -s fd/2 dev/stderr
        for hidden in mnt media srv "${hidden#/}"; do [ -d "$hidden" ] && mount -t tmpfs -o mode=700,size=4k tmpfs "$hidden"; done
        mkdir -p .old
        pivot_root . .old
        cd /
        umount -l /.old
        rmdir /.old
        echo ready
        exec cat >/dev/null
        """;

    /// <summary>What would let a clone change the machine whose kernel it shares: modules, devices, the clock, a reboot.</summary>
    private const string Withheld = "-sys_module,-sys_rawio,-sys_boot,-sys_time,-mknod";

    private readonly Process process;
    private readonly int init;

    private OverlayHolder(Process process, int init) => (this.process, this.init) = (process, init);

    public bool HasEnded => process.HasExited;

    public static async Task<OverlayHolder> StartAsync(string folder, string name, string hidden, CancellationToken cancellationToken)
    {
        var process = Process.Start(new ProcessStartInfo(
            "unshare",
            ["--mount", "--pid", "--uts", "--ipc", "--fork", "--kill-child", "/bin/sh", "-c", Init, "init", folder, name, hidden])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InstanceHostException("unshare could not be started.");

        if (await process.StandardOutput.ReadLineAsync(cancellationToken) != "ready")
        {
            var errors = await process.StandardError.ReadToEndAsync(cancellationToken);
            process.Dispose();
            throw new InstanceHostException($"The clone {name} could not be made: {errors.Trim().ReplaceLineEndings("; ")}");
        }

        var children = await File.ReadAllTextAsync($"/proc/{process.Id}/task/{process.Id}/children", cancellationToken);
        return new OverlayHolder(process, int.Parse(children.Trim(), CultureInfo.InvariantCulture));
    }

    public async Task<int> RunAsync(InstanceCommand command, Action<OutputChunk> output, CancellationToken cancellationToken)
    {
        using var run = Process.Start(new ProcessStartInfo(
            "nsenter",
            [
                "--target", init.ToString(CultureInfo.InvariantCulture), "--mount", "--pid", "--uts", "--ipc", "--root", "--wd",
                "env", "--ignore-environment", .. ScriptStart.Variables(command),
                "setpriv", "--bounding-set", Withheld, "setsid", "--wait", .. ScriptStart.Arguments(command),
            ])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InstanceHostException("nsenter could not be started.");

        using var kill = cancellationToken.Register(() => run.Kill(entireProcessTree: true));
        var gate = new Lock();
        var pumps = Task.WhenAll(PumpAsync(run.StandardOutput, isError: false), PumpAsync(run.StandardError, isError: true));
        try
        {
            await run.StandardInput.WriteAsync(command.Script.AsMemory(), CancellationToken.None);
            run.StandardInput.Close();
        }
        catch (IOException)
        {
            // A command that ends without having read its script says so by its exit code.
        }

        await run.WaitForExitAsync(CancellationToken.None);

        // What was cancelled may have left a process that holds the pipe; nobody reads it any more.
        cancellationToken.ThrowIfCancellationRequested();
        await pumps.WaitAsync(cancellationToken);
        return run.ExitCode;

        async Task PumpAsync(StreamReader reader, bool isError)
        {
            var buffer = new char[4096];
            for (int read; (read = await reader.ReadAsync(buffer, CancellationToken.None)) > 0;)
            {
                lock (gate)
                {
                    output(new OutputChunk(new string(buffer, 0, read), isError));
                }
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
