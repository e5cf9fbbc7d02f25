using System.Globalization;

namespace Fleetyard.Fleets.Provisioning;

/// <summary>Lines of shell that let a run's scripts run on its instance one after the other, and each sending of one once in a boot.</summary>
/// <remarks>
/// SSM's SendCommand has no client token: after a lost answer the SDK sends the same text again, and the agent runs both at once. And what
/// a command began that was killed goes on while the next one sends it anew. So a script is begun under a lock that the kernel frees with
/// its holder; who comes meanwhile waits, and is ended at its own time-out as if it ran.
/// </remarks>
/// <param name="sending">What tells this sending of a script from every other.</param>
internal sealed class ScriptGuard(string sending)
{
    /// <summary>The lock, and in it what was begun and ended since the boot. Every boot empties /run, and no AMI has it.</summary>
    private const string File = "/run/fleetyard-scripts";

    /// <summary>Defines flock where util-linux's is not here, as in the smallest containers: nothing is waited for then.</summary>
    public const string Flock = "command -v flock >/dev/null || flock() { :; }";

    /// <summary>Makes a process let go of the lock: what a script leaves running must not hold it.</summary>
    public const string Released = "9>&-";

    /// <summary>How a script is taken to have ended whose holder was killed: as its shell would say it.</summary>
    private const int Killed = 137;

    /// <summary>Takes the lock; where this sending was begun already, <paramref name="again"/> takes the script's place.</summary>
    /// <param name="waits">Where a wait is told, such as <c>&gt;&amp;2</c>.</param>
    /// <param name="again">Lines that exit.</param>
    public string Enter(string waits, string again) => $$"""
        {{Flock}}
        exec 9>>{{File}}
        flock -n 9 || { echo 'Another script of the run has not ended on this instance; it is waited for' {{waits}}; flock 9; }
        if grep -qF '{{sending}} began' {{File}}; then
        {{again}}
        fi

        """.ReplaceLineEndings("\n");

    /// <summary>Gives what the script said since this boot, out of its log, and exits as it did.</summary>
    public string Repeat(string log) => string.Create(CultureInfo.InvariantCulture, $$"""
        tail -c "+$(($(sed -n 's/^{{sending}} began //p' {{File}}) + 1))" {{log}} 2>/dev/null || true
        code=$(sed -n 's/^{{sending}} ended //p' {{File}})
        exit "${code:-{{Killed}}}"
        """);

    /// <summary>Notes that the script begins, and how long its log is.</summary>
    public string Begin(string log) => $"echo \"{sending} began $(cat {log} 2>/dev/null | wc -c)\" >&9\n";

    /// <summary>Notes the exit code in <c>$code</c>.</summary>
    public string End => $"echo \"{sending} ended $code\" >&9\n";
}
