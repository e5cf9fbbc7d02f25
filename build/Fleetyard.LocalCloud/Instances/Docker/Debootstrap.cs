using System.Diagnostics;
using System.Text;

namespace Fleetyard.LocalCloud.Instances.Docker;

/// <summary>A bare Debian or Ubuntu, made with debootstrap from the package mirror that this machine itself uses.</summary>
internal sealed class Debootstrap
{
    /// <summary>Code names by release; the mirrors know no numbers.</summary>
    private static readonly Dictionary<(string Distribution, string Release), string> Suites = new()
    {
        [("debian", "12")] = "bookworm",
        [("debian", "13")] = "trixie",
        [("ubuntu", "22.04")] = "jammy",
        [("ubuntu", "24.04")] = "noble",
    };

    /// <summary>What a fresh system does not need, or must not have from this machine: the packages that it was made of, lists that grow old, logs, names.</summary>
    private static readonly string[] Excluded =
    [
        "./proc/*", "./sys/*", "./dev/*", "./run/*", "./tmp/*", "./var/cache/apt/*.bin", "./var/cache/apt/archives/*.deb", "./var/lib/apt/lists/*",
        "./var/log/*.log", "./var/log/apt/*", "./etc/hostname", "./etc/resolv.conf", "./etc/machine-id", "./etc/ssh/ssh_host_*",
    ];

    /// <summary>What a provider's AMI has beyond the bare system, and an instance that is reached by SSH needs.</summary>
    private const string Included = "openssh-server,sudo";

    /// <summary>Where the folder stands in the namespace of its own: debootstrap cannot work in a path with spaces.</summary>
    private const string Target = "/mnt";

    /// <summary>
    /// Puts the folder $1 at the target $2, then runs the rest until it ends, or until our end of the pipe does; as PID 1 it takes with it
    /// all that was started.
    /// </summary>
    private const string Leash = """
        mount --bind "$1" "$2"
        shift 2
        exec 3<&0
        "$@" </dev/null 3<&- &
        made=$!
        { cat >/dev/null; kill -KILL -1; } <&3 &
        wait $made
        """;

    private readonly string distribution;
    private readonly string suite;
    private readonly PackageMirror mirror;

    private Debootstrap(string distribution, string suite, PackageMirror mirror) => (this.distribution, this.suite, this.mirror) = (distribution, suite, mirror);

    /// <summary>Where the packages come from.</summary>
    public Uri Mirror => mirror.Main;

    private string Keyring => $"/usr/share/keyrings/{distribution}-archive-keyring.gpg";

    /// <summary>Whether some base system can be made on this machine.</summary>
    public static bool CanMakeAny => WhyNot() is null && Suites.Keys.Any(system => PackageMirror.Of(system.Distribution) is not null);

    /// <summary>How to make a base system here.</summary>
    /// <exception cref="InstanceHostException">It cannot be made here; the message says why.</exception>
    public static Debootstrap For(BaseSystem system)
    {
        if (!Suites.TryGetValue((system.Distribution, system.Release), out var suite))
        {
            throw new InstanceHostException($"makes Debian 12 and 13, Ubuntu 22.04 and 24.04 only, not {system.Distribution} {system.Release}");
        }

        if (WhyNot() is { } reason)
        {
            throw new InstanceHostException(reason);
        }

        var mirror = PackageMirror.Of(system.Distribution)
            ?? throw new InstanceHostException($"this machine's apt sources name no mirror of {system.Distribution}");
        var made = new Debootstrap(system.Distribution, suite, mirror);
        return File.Exists(made.Keyring)
            ? made
            : throw new InstanceHostException($"{made.Keyring} is missing, so packages could not be checked (apt-get install {system.Distribution}-archive-keyring or {system.Distribution}-keyring)");
    }

    /// <summary>Makes the system in an empty folder; its sources are the mirror's, with updates and security.</summary>
    /// <exception cref="InstanceHostException">It failed; the message has debootstrap's own last words.</exception>
    public async Task MakeAsync(string folder, Action<string> progress, CancellationToken cancellationToken)
    {
        // The releases of a distribution share a script; an older debootstrap lacks only the name of a newer release.
        var script = distribution == "ubuntu" ? "gutsy" : "sid";

        // In namespaces of its own, what it mounts in the folder goes with it, however it ends.
        using var process = Process.Start(new ProcessStartInfo(
            "unshare",
            [
                "--mount", "--pid", "--fork", "--kill-child", "--mount-proc", "/bin/sh", "-c", Leash, "leash", folder, Target,
                "debootstrap", "--variant=minbase", $"--include={Included}", "--force-check-gpg", $"--keyring={Keyring}", suite, Target, Mirror.ToString(), script,
            ])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InstanceHostException("unshare could not be started");
        using var kill = cancellationToken.Register(() => process.Kill(entireProcessTree: true));

        // Hundreds of lines "I: Retrieving x": the first of each kind is news. A line "E: ..." says why it failed.
        var told = new HashSet<string>();
        var last = "";
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        while (await process.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line)
        {
            last = line.StartsWith("E: ", StringComparison.Ordinal) || !last.StartsWith("E: ", StringComparison.Ordinal) ? line : last;
            if (line.Split(' ') is ["I:", var verb, ..] && told.Add(verb))
            {
                progress($"  debootstrap: {line[3..]}");
            }
        }

        await process.WaitForExitAsync(CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        if (process.ExitCode != 0)
        {
            throw new InstanceHostException($"making {suite} from {Mirror} failed ({$"{last} {await errors} {LastWords(folder)}".Trim().ReplaceLineEndings("; ")})");
        }

        File.Delete(Path.Combine(folder, "etc/apt/sources.list"));
        await File.WriteAllTextAsync(Path.Combine(folder, $"etc/apt/sources.list.d/{distribution}.sources"), mirror.Sources(suite, Keyring), cancellationToken);
    }

    /// <summary>Hands the system to a taker as a tar stream.</summary>
    public static async Task PackAsync(string folder, Func<Stream, Task> take, CancellationToken cancellationToken)
    {
        using var tar = Process.Start(new ProcessStartInfo(
            "tar", ["--create", "--numeric-owner", "--one-file-system", "--xattrs", .. Excluded.Select(pattern => $"--exclude={pattern}"), $"--directory={folder}", "."])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
        }) ?? throw new InstanceHostException("tar could not be started");
        using var kill = cancellationToken.Register(() => tar.Kill());
        var errors = tar.StandardError.ReadToEndAsync(CancellationToken.None);
        await take(tar.StandardOutput.BaseStream);
        await tar.WaitForExitAsync(cancellationToken);
        if (tar.ExitCode != 0)
        {
            throw new InstanceHostException($"packing the system failed ({(await errors).Trim().ReplaceLineEndings("; ")})");
        }
    }

    /// <summary>The end of debootstrap's own log, which goes with the folder.</summary>
    private static string LastWords(string folder)
    {
        var log = Path.Combine(folder, "debootstrap", "debootstrap.log");
        return File.Exists(log) ? string.Join("; ", File.ReadLines(log).TakeLast(3)) : "";
    }

    /// <summary>Why debootstrap cannot be used on this machine, or null where it can.</summary>
    private static string? WhyNot() =>
        !OperatingSystem.IsLinux() ? "needs Linux"
        : !Environment.IsPrivilegedProcess ? "needs root"
        : Tool.IsMissing("debootstrap") ? "is not installed (apt-get install debootstrap)"
        : Tool.IsMissing("unshare") ? "needs unshare (apt-get install util-linux)"
        : null;
}
