using System.Diagnostics;
using System.Globalization;
using Fleetyard.LocalCloud.Instances.Boot;

namespace Fleetyard.LocalCloud.Instances;

/// <summary>The process that has a clone's namespaces, for as long as our end of its pipe is open.</summary>
internal sealed class OverlayHolder : IAsyncDisposable
{
    /// <summary>Makes the clone and boots it; as PID 1 it takes every process of the clone with it when init has ended, as it does at the end of the pipe.</summary>
    /// <remarks>
    /// $1 the instance's folder, $2 the host name, $3 and $4 folders to hide, $5 what root may do, the rest what to boot with.
    /// The user's homes and the folders of our own are not to be seen, whatever links lead there: a mount is where a path really is.
    /// </remarks>
    private const string Init = """
        set -eu
        folder=$1 name=$2 hidden=$(cd -P "$3" && pwd -P) cloud=$(cd -P "$4" && pwd -P) capabilities=$5
        shift 5
        # Not ours: the upper layer is the clone's root, which its users have to get through.
        umask 022
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
        [ -L etc/resolv.conf ] && { rm -f etc/resolv.conf; printf '%s\n' "$resolv" >etc/resolv.conf; }
        for device in null zero full random urandom tty; do : >dev/$device; mount --bind /dev/$device dev/$device; done
        # What the clone wrote, for a script that looks at it: a clone cannot tell that from the machine's own files.
        mkdir dev/fleetyard-written
        mount --bind ../upper dev/fleetyard-written
        mount -o remount,bind,ro dev/fleetyard-written
        mkdir dev/shm dev/pts
        mount -t tmpfs -o mode=1777 tmpfs dev/shm
        mount -t devpts -o newinstance,ptmxmode=0666,mode=0620 devpts dev/pts
        ln -s pts/ptmx dev/ptmx; ln -s /proc/self/fd dev/fd; ln -s fd/0 dev/stdin; ln -s fd/1 dev/stdout; ln -s fd/2 dev/stderr
        for place in mnt media srv "${hidden#/}" "${cloud#/}"; do
          if [ -d "$place" ]; then mount -t tmpfs -o mode=700,size=4k tmpfs "$place"; fi
        done
        mkdir -p .old
        pivot_root . .old
        cd /
        umount -l /.old
        rmdir /.old
        exec 4<&0
        # Not exec: while the shell waits for init it reaps, as PID 1, every process that lost its parent.
        setpriv --bounding-set "$capabilities" "$@" <&4 4<&- &
        wait $!
        exit 0
        """;

    /// <summary>How long a clone may take to go down by itself.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Process process;
    private readonly BootReports reports;
    private Task listening = Task.CompletedTask;
    private int init;

    private OverlayHolder(Process process, BootReports reports) => (this.process, this.reports) = (process, reports);

    public bool HasEnded => process.HasExited;

    /// <inheritdoc cref="BootReports.IsOff"/>
    public bool IsOff => reports.IsOff;

    public static async Task<OverlayHolder> StartAsync(string folder, string name, (string Artifacts, string Cloud) hidden, BootReports reports, CancellationToken cancellationToken)
    {
        // An instance can read what its first process was started with: nothing of the caller's environment is in it.
        var process = Process.Start(Tool.Bare(
            "unshare",
            [
                "--mount", "--pid", "--uts", "--ipc", "--fork", "--kill-child", "/bin/sh", "-c", Init, "init",
                folder, name, hidden.Artifacts, hidden.Cloud, OverlayCommand.Capabilities, .. BootScripts.Init(LoopbackAddress.Of(folder)),
            ])) ?? throw new InstanceHostException("unshare could not be started.");

        var holder = new OverlayHolder(process, reports);
        try
        {
            holder.listening = holder.ListenAsync();
            if (await reports.BootedAsync(cancellationToken))
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

        await listening;
        process.Dispose();
    }

    private async Task ListenAsync()
    {
        var buffer = new char[256];
        for (int read; (read = await process.StandardOutput.ReadAsync(buffer, CancellationToken.None)) > 0;)
        {
            reports.Take(new string(buffer, 0, read));
        }

        reports.End();
    }
}
