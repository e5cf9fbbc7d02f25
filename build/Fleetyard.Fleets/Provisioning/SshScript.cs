using System.Globalization;
using Fleetyard.Recipes;

namespace Fleetyard.Fleets.Provisioning;

/// <summary>
/// A script as it runs on an instance that is reached by SSH: apart from the connection, which may break, in a folder of its own that
/// has its output and, in the end, its exit code. Who follows it reads the output from any byte on.
/// </summary>
/// <remarks>
/// The folder is the script's own in /tmp, which clean-up.sh leaves alone. Everything of a recipe is in its files: a command line is
/// there for every user of the instance to read.
/// </remarks>
/// <param name="script">The script.</param>
/// <param name="secrets">Its secret variables with their values.</param>
/// <param name="token">What tells this run of it from every other.</param>
internal sealed class SshScript(RecipeScript script, IReadOnlyDictionary<string, string> secrets, string token)
{
    /// <summary>What a follower is told to do.</summary>
    public const string Stop = "stop\n";

    /// <summary>The follower may take the folder away.</summary>
    public const string Done = "done\n";

    private readonly string folder = $"/tmp/fleetyard.{token}";

    private readonly ScriptGuard guard = new(token);

    /// <summary>Never on the disk: what is deleted there is still in the blocks that a snapshot takes.</summary>
    private readonly string secretFile = $"/dev/shm/fleetyard.{token}";

    /// <summary>The files to send before it begins.</summary>
    public IReadOnlyList<(string Path, byte[] Content)> Files =>
    [
        ($"{folder}/script", ShellText.Bytes(script.Content)),
        ($"{folder}/environment", ShellText.Bytes(ShellText.Exports(script.Environment))),
        ($"{folder}/start", ShellText.Bytes(Start)),
        .. secrets.Count == 0 ? [] : new[] { (secretFile, ShellText.Bytes(ShellText.Exports(secrets))) },
    ];

    /// <summary>
    /// Begins the script unless it runs already, gives its output from a byte on, and tells on standard error that it lives, and last how
    /// the script ended and how long its output is. It ends when it is told that this arrived, or when the connection breaks.
    /// It is no child of the follower's, which would have to take leave of it before tail sees that it is gone.
    /// A script that is ended by its instance's shutdown has no end to tell: it runs again.
    /// </summary>
    public string Follow(long from) => string.Create(CultureInfo.InvariantCulture, $$"""
        cd {{folder}} || exit 97
        if [ ! -e pid ]; then
          : >output
          (setsid sh ./start </dev/null >/dev/null 2>&1 & echo $! >pid)
        fi
        pid=$(cat pid)
        {
          tail -s 0.1 -c +{{from + 1}} -f --pid="$pid" output
          while [ "$(systemctl is-system-running 2>/dev/null)" = stopping ]; do sleep 1; done
          echo "end $(cat exit 2>/dev/null || echo none) $(wc -c <output)" >&2
        } &
        follower=$!
        while sleep 15 >/dev/null 2>&1; do echo lives >&2; done &
        beat=$!
        while read -r word; do
          case $word in
            stop)
              kill -s TERM -- "-$pid" 2>/dev/null
              n=0
              while [ "$n" -lt 25 ] && kill -s 0 -- "-$pid" 2>/dev/null; do n=$((n + 1)); sleep 0.2; done
              kill -s KILL -- "-$pid" 2>/dev/null
              ;;
            done) cd /; rm -rf {{folder}}; break ;;
          esac
        done
        kill "$follower" "$beat" 2>/dev/null
        exit 0
        """).ReplaceLineEndings("\n");

    /// <summary>With root's own environment and nothing of the user's who logged in.</summary>
    private string Start => $"""
        umask 022
        cd {folder}
        chmod 700 script
        {guard.Enter(">>output", "exit")}{guard.Begin("output")}
        code=0
        env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root USER=root LOGNAME=root SHELL=/bin/sh sh -c '. ./environment; {(secrets.Count == 0 ? "" : $". {secretFile}; rm -f {secretFile}; ")}cd /; exec {folder}/script' >>output 2>&1 {ScriptGuard.Released} || code=$?
        echo "$code" >exit.new
        mv exit.new exit

        """;
}
