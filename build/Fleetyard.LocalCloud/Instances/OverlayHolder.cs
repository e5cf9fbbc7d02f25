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
        # What of /proc belongs to the kernel, and so to the machine, is read-only.
        for shared in sys sysrq-trigger irq bus fs; do
          if [ -e proc/$shared ]; then mount --bind proc/$shared proc/$shared; mount -o remount,bind,ro proc/$shared; fi
        done
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
        # Not exec: while the shell waits for cat it reaps, as PID 1, every process that lost its parent.
        cat >/dev/null
        exit 0
        """;

    /// <summary>How long a clone may take to go down by itself.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Process process;
    private int init;

    private OverlayHolder(Process process) => this.process = process;

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

        var holder = new OverlayHolder(process);
        try
        {
            if (await process.StandardOutput.ReadLineAsync(cancellationToken) == "ready")
            {
                var children = await File.ReadAllTextAsync($"/proc/{process.Id}/task/{process.Id}/children", cancellationToken);
                holder.init = int.Parse(children.Trim(), CultureInfo.InvariantCulture);
                return holder;
            }

            var errors = (await process.StandardError.ReadToEndAsync(cancellationToken)).Trim().ReplaceLineEndings("; ");
            throw new InstanceHostException($"The clone {name} could not be made in {folder}: {errors}");
        }
        catch
        {
            await holder.DisposeAsync();
            throw;
        }
    }

    public Task<int> RunAsync(InstanceCommand command, Action<OutputChunk> output, CancellationToken cancellationToken) =>
        OverlayCommand.RunAsync(init, command, output, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        try
        {
            await process.WaitForExitAsync(CancellationToken.None).WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            // A stopped PID 1 does not see the end of the pipe; the kernel kills it with unshare.
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }
}
